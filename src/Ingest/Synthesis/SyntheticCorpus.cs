namespace Hares.Ingest.Synthesis;

/// <summary>A corpus as it is to be made: its clips and the metadata that names them. One file builds one of these for each kind of corpus.</summary>
internal sealed record SyntheticCorpus
{
    /// <summary>Name of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder within the folder of all corpora.</summary>
    public required string Folder { get; init; }

    /// <summary>Raised whenever the same seed gives other bytes than before.</summary>
    public required int Version { get; init; }

    /// <summary>The audio files, or archives of them.</summary>
    public required IReadOnlyList<SyntheticFile> Clips { get; init; }

    /// <summary>Made after the clips, so that a corpus with its metadata is whole.</summary>
    public required IReadOnlyList<SyntheticFile> Metadata { get; init; }
}
