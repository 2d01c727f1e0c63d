namespace Hares.Ingest.Synthesis;

/// <summary>A corpus as it is to be made: layout, metadata and clips. One file builds one of these for each kind of corpus.</summary>
internal sealed record SyntheticCorpus
{
    /// <summary>Name of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder within the folder of all corpora.</summary>
    public required string Folder { get; init; }

    /// <summary>Raised whenever the same seed gives other samples than before.</summary>
    public required int Version { get; init; }

    public required int SampleRateHz { get; init; }

    /// <summary>The metadata file, relative to the corpus's folder.</summary>
    public required string MetadataPath { get; init; }

    public required string MetadataHeader { get; init; }

    /// <summary>All clips, in the order of the metadata.</summary>
    public required IReadOnlyList<SyntheticClip> Clips { get; init; }
}
