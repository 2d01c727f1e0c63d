namespace Hares.Ingest.Download;

/// <summary>A file on a server, and what is known of it beforehand.</summary>
public sealed record RemoteFile
{
    /// <summary>Its name on our disk.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is; http or https.</summary>
    public required Uri Url { get; init; }

    /// <summary>Its exact size, where that is published; else null.</summary>
    public long? Bytes { get; init; }

    /// <summary>Its hash, where one is published; else null.</summary>
    public Checksum? Checksum { get; init; }
}
