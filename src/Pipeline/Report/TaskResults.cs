namespace Hares.Pipeline.Report;

/// <summary>One encoder's result on one task; without a score when the task failed.</summary>
internal sealed record TaskResults
{
    public required string Task { get; init; }

    public required string Metric { get; init; }

    /// <summary>Null when the task failed; <see cref="Failure"/> says why.</summary>
    public double? Score { get; init; }

    /// <summary>95 % bootstrap interval over test clips, low and high.</summary>
    public IReadOnlyList<double>? Interval { get; init; }

    public IReadOnlyList<double> PerSeed { get; init; } = [];

    public IReadOnlyList<double> PerFold { get; init; } = [];

    /// <summary>What guessing without listening scores.</summary>
    public double? Chance { get; init; }

    /// <summary>Training clips of a fold, mean over folds.</summary>
    public int Train { get; init; }

    /// <summary>Test clips of all folds together.</summary>
    public int Test { get; init; }

    /// <summary>Clips of the task without an embedding.</summary>
    public int Skipped { get; init; }

    /// <summary>Clips of the dataset without a label of the task: they take no part.</summary>
    public int Unlabelled { get; init; }

    public int Classes { get; init; }

    /// <summary>Classes of test clips that the training clips of some fold do not show.</summary>
    public int UnseenClasses { get; init; }

    /// <summary>Whether clips or classes of the published dataset were missing.</summary>
    public bool Partial { get; init; }

    /// <summary>Whether the sounds were made by <c>data synth</c>.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Clips that the dataset's metadata, or the list in place of its split, names and its folder lacks.</summary>
    public int Missing { get; init; }

    /// <summary>The CSV file of <c>data.splits</c> whose split replaced the dataset's own; null where that was kept.</summary>
    public string? Split { get; init; }

    /// <summary>
    /// What the paper prints for this architecture, by how it trained it; null for a task or an architecture that is not the paper's.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Paper { get; init; }

    /// <summary>How the score came about; null when the task failed.</summary>
    public ProbeDetails? Probe { get; init; }

    /// <summary>Why there is no score, or why it cannot be trusted.</summary>
    public string? Failure { get; init; }
}
