namespace Hares.Ingest.Archives;

/// <summary>How much an archive may grow into before it counts as hostile. The defaults are several times the largest official archive.</summary>
public sealed record ArchiveLimits
{
    /// <summary>Files and folders; two million by default.</summary>
    public int MaxEntries { get; init; } = 2_000_000;

    /// <summary>Bytes of all files together; 256 GiB by default.</summary>
    public long MaxBytes { get; init; } = 256L << 30;

    /// <summary>Unpacked bytes a packed byte; 200 by default, where packed speech and music stay below 10.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Unpacked bytes below which no ratio is held against an archive: short silences pack to nearly nothing. 64 MiB by default.</summary>
    public long RatioFreeBytes { get; init; } = 64L << 20;
}
