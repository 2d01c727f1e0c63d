namespace Hares.Pipeline.Configuration;

/// <summary>Where the official datasets lie, and what is asked of their clips.</summary>
internal sealed record DataSettings
{
    /// <summary>Folder in which a dataset is looked for under its own name.</summary>
    public required string Root { get; init; }

    /// <summary>Folders of single datasets that lie elsewhere, by dataset name.</summary>
    public required IReadOnlyDictionary<string, string> Paths { get; init; }

    /// <summary>CSV files (clip, split) that replace a dataset's own split, by dataset name.</summary>
    public required IReadOnlyDictionary<string, string> Splits { get; init; }

    /// <summary>Whether the synthetic corpora are made in <see cref="Root"/> before the run, where they are not there yet.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Whether a dataset with fewer clips or classes than its owners publish may run; its scores are then marked as partial.</summary>
    public required bool AllowPartial { get; init; }

    /// <summary>Longest clip accepted, in seconds; a longer one is skipped and counted.</summary>
    public required double MaxClipSeconds { get; init; }

    /// <summary>Share of a task's clips that may be skipped before the task counts as failed, 0 to 1.</summary>
    public required double SkipLimit { get; init; }

    /// <summary>Where an official dataset lies.</summary>
    public string FolderOf(string dataset) => Paths.GetValueOrDefault(dataset) ?? Path.Combine(Root, dataset);
}
