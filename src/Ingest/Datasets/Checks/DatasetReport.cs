namespace Hares.Ingest.Datasets.Checks;

/// <summary>What a check found: the same for the same files, whatever the number of threads.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Findings">Those of the dataset as a whole first, then those of its clips in the order of the metadata.</param>
/// <param name="Partitions">Train, valid and test, or the folds by name; only those with clips.</param>
/// <param name="Classes">Every class of the labels that were asked for, in the order of the column.</param>
public sealed record DatasetReport(
    string Dataset, IReadOnlyList<Finding> Findings, IReadOnlyList<PartitionCount> Partitions, IReadOnlyList<ClassCount> Classes)
{
    /// <summary>All clips of the metadata.</summary>
    public int Clips => Partitions.Sum(partition => partition.Clips);

    /// <summary>Length of all audio that could be decoded.</summary>
    public double AudioSeconds => Partitions.Sum(partition => partition.AudioSeconds);

    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
