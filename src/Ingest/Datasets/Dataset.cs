using Hares.Ingest.Clips;
using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Datasets;

/// <summary>
/// Audio files on disk with their labels and their splits, as a reader found them. Columnar: element i of every list speaks of clip i.
/// </summary>
public sealed record Dataset
{
    /// <summary>Name used in task names and in the cache: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that clip ids are relative to, as a full path.</summary>
    public required string Root { get; init; }

    /// <summary>All clips, in the order of the metadata.</summary>
    public required IReadOnlyList<Clip> Clips { get; init; }

    /// <summary>For every clip "train", "valid" or "test", or the name of its fold.</summary>
    public required IReadOnlyList<string> Partitions { get; init; }

    /// <summary>Whether <see cref="Partitions"/> names folds (k-fold evaluation) rather than splits.</summary>
    public required bool HasFolds { get; init; }

    /// <summary>Label columns by name.</summary>
    public required IReadOnlyDictionary<string, LabelColumn> Labels { get; init; }

    /// <summary>
    /// Clips that the metadata, or the list in place of its split, names and the folder lacks; they are not among <see cref="Clips"/>. None for
    /// one's own CSV, whose clips are all kept; whole submissions for VoxForge.
    /// </summary>
    public ClipTally Missing { get; init; } = ClipTally.None;

    /// <summary>Audio files that the metadata does not name.</summary>
    public ClipTally Extra { get; init; } = ClipTally.None;

    /// <summary>
    /// Clips whose file names, by the layout's own rule, tell another class or fold than the metadata; they are among <see cref="Clips"/>, with the
    /// metadata's.
    /// </summary>
    public ClipTally Mislabelled { get; init; } = ClipTally.None;

    /// <summary>The form found of a public dataset that was published in several; null for one with a single form.</summary>
    public Edition? Edition { get; init; }

    /// <summary>The CSV file whose split replaces the layout's own; null where that is kept.</summary>
    public string? SplitList { get; init; }

    /// <summary>Whether the sounds were made by Hares itself.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>
    /// Length in seconds beyond which a file cannot be a clip of this dataset: twice the longest that a public dataset's owners publish; null where
    /// nothing is known.
    /// </summary>
    public double? MaxClipSeconds { get; init; }

    /// <summary>What a public dataset lacks of what its owners publish, in words that follow its folder's name; null when it is whole.</summary>
    public string? Shortfall { get; init; }
}
