namespace Hares.Ingest.Datasets.Official;

/// <summary>A public dataset: what its owners publish about it, and who reads their layout.</summary>
public sealed record OfficialDataset
{
    /// <summary>Name in pipeline files and in the cache: "esc-50".</summary>
    public required string Name { get; init; }

    /// <summary>Name in prose: "ESC-50".</summary>
    public required string Title { get; init; }

    /// <summary>
    /// Clips of each partition as the layout divides them: "train", "valid" and "test", or the names of the folds. Empty when only their sum
    /// is known.
    /// </summary>
    public required IReadOnlyDictionary<string, int> Clips { get; init; }

    /// <summary>Clips of all partitions, by default the sum of <see cref="Clips"/>.</summary>
    public int AllClips
    {
        get => field > 0 ? field : Clips.Values.Sum();
        init;
    }

    /// <summary>
    /// The form that published scores are about, where the dataset has several: another is read, but counts as a part. Null where there is one.
    /// </summary>
    public Edition? Edition { get; init; }

    /// <summary>Number of classes of each label column.</summary>
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>What its recordings are like.</summary>
    public required PublishedAudio Audio { get; init; }

    /// <summary>
    /// Share of the clips that may be gone while the dataset still counts as whole: AudioSet's disappear from YouTube, and nobody has them all.
    /// By default 0.
    /// </summary>
    public double Attrition { get; init; }

    /// <summary>Reads the layout: from the dataset's name and the full path of its folder to what is there.</summary>
    public required Func<string, string, Dataset> Read { get; init; }
}
