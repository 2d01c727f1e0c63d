namespace Hares.Ingest.Datasets.Official;

/// <summary>Which of several forms a dataset was published in lies on disk.</summary>
/// <param name="Title">Name in prose: "Speech Commands v0.01".</param>
/// <param name="Clips">Clips of each partition that this form holds when it is whole.</param>
public sealed record Edition(string Title, IReadOnlyDictionary<string, int> Clips);
