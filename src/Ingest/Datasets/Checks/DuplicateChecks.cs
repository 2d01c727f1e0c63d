namespace Hares.Ingest.Datasets.Checks;

/// <summary>
/// Finds clips with the same audio: the same samples at the same rate, whatever format holds them and whatever tags are beside them. Each clip is
/// compared with those before it, so a group of n gives n - 1 findings.
/// </summary>
internal static class DuplicateChecks
{
    public static IEnumerable<Finding> Find(Dataset dataset, InspectedClip[] clips) =>
        Enumerable.Range(0, clips.Length)
            .Where(i => clips[i].Fault is null)
            .GroupBy(i => (clips[i].AudioHash, clips[i].SampleRateHz))
            .SelectMany(same => Pairs(dataset, same))
            .OrderBy(pair => pair.Clip)
            .Select(pair => Describe(dataset, pair.Clip, pair.Other));

    /// <summary>
    /// Pairs each clip but the first with an earlier one, the one that makes it worst; the first of every partition is enough to look at.
    /// </summary>
    private static IEnumerable<(int Clip, int Other)> Pairs(Dataset dataset, IEnumerable<int> same)
    {
        var firsts = new Dictionary<string, int>();
        foreach (var clip in same)
        {
            if (firsts.Count > 0) yield return (clip, firsts.Values.MinBy(other => Severity(dataset, clip, other)));
            firsts.TryAdd(dataset.Partitions[clip], clip);
        }
    }

    private static FindingSeverity Severity(Dataset dataset, int clip, int other)
    {
        string here = dataset.Partitions[clip], there = dataset.Partitions[other];
        if (here == there) return FindingSeverity.Note;
        return dataset.HasFolds || (here != "valid" && there != "valid") ? FindingSeverity.Error : FindingSeverity.Warning;
    }

    private static Finding Describe(Dataset dataset, int clip, int other)
    {
        string id = dataset.Clips[clip].Id, otherId = dataset.Clips[other].Id;
        string here = dataset.Partitions[clip], there = dataset.Partitions[other];
        var severity = Severity(dataset, clip, other);
        return severity == FindingSeverity.Note
            ? new Finding(FindingKind.Duplicate, severity, id, $"{id} and {otherId}, both in {Name(here)}, are the same audio.")
            : new Finding(FindingKind.Leak, severity, id, $"{id} in {Name(here)} and {otherId} in {Name(there)} are the same audio.");

        string Name(string partition) => dataset.HasFolds ? $"fold {partition}" : partition;
    }
}
