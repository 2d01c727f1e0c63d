namespace Hares.Ingest.Datasets.Checks;

/// <summary>How often a class occurs.</summary>
/// <param name="Label">The label column.</param>
/// <param name="Class">The class.</param>
/// <param name="Clips">Clips that bear it, one number a partition, in the order of <see cref="DatasetReport.Partitions"/>.</param>
public sealed record ClassCount(string Label, string Class, IReadOnlyList<int> Clips);
