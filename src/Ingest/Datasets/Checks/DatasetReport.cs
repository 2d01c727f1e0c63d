namespace Hares.Ingest.Datasets.Checks;

/// <summary>What a check found: the same for the same files, whatever the number of threads.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Findings">Those of the dataset as a whole first, then those of its clips in the order of the metadata.</param>
/// <param name="Partitions">Train, valid and test, or the folds by name; only those with clips, here or as published.</param>
/// <param name="Labels">The labels that were asked for.</param>
/// <param name="Classes">Every class of those labels, in the order of the column.</param>
public sealed record DatasetReport(
    string Dataset,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<PartitionCount> Partitions,
    IReadOnlyList<LabelCount> Labels,
    IReadOnlyList<ClassCount> Classes)
{
    /// <summary>The report on a dataset that could not be read at all.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="reason">Why, in a sentence.</param>
    public static DatasetReport Unreadable(string dataset, string reason) =>
        new(dataset, [new Finding(FindingKind.Unreadable, FindingSeverity.Error, null, reason, Clips: 0)], [], [], []);

    /// <summary>All clips found.</summary>
    public int Clips => Partitions.Sum(partition => partition.Clips);

    /// <summary>Clips that the owners publish in all; null where they do not say.</summary>
    public int? Published => Partitions.Sum(partition => partition.Published) is > 0 and var sum ? sum : null;

    /// <summary>Length of all audio that could be decoded.</summary>
    public double AudioSeconds => Partitions.Sum(partition => partition.AudioSeconds);

    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
