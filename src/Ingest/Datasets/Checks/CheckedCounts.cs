using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Datasets.Checks;

/// <summary>Counts what a report tells about splits, labels and classes.</summary>
internal static class CheckedCounts
{
    public static List<PartitionCount> Partitions(Dataset dataset, OfficialDataset? official, InspectedClip[] clips)
    {
        var published = dataset.IsSynthetic || dataset.SplitList is not null ? null : dataset.Edition?.Clips ?? official?.Clips;
        var members = Enumerable.Range(0, clips.Length).ToLookup(i => dataset.Partitions[i]);
        var names = members.Select(partition => partition.Key).Union(published?.Keys ?? []);
        string[] order = dataset.HasFolds ? [.. names.OrderBy(fold => fold.Length).ThenBy(fold => fold, StringComparer.Ordinal)]
            : [.. new[] { "train", "valid", "test" }.Intersect(names)];
        return
        [
            .. order.Select(name => new PartitionCount(name, members[name].Count(), members[name].Sum(i => clips[i].Seconds),
                published is not null && published.TryGetValue(name, out var count) ? count : null)),
        ];
    }

    public static IEnumerable<ClassCount> Classes(Dataset dataset, LabelColumn column, List<PartitionCount> partitions)
    {
        var places = partitions.Index().ToDictionary(entry => entry.Item.Partition, entry => entry.Index);
        var counts = column.Classes.Select(_ => new int[partitions.Count]).ToArray();
        for (var i = 0; i < column.Values.Count; i++)
            foreach (var value in column.Values[i]) counts[value][places[dataset.Partitions[i]]]++;
        return column.Classes.Select((name, value) => new ClassCount(column.Name, name, counts[value]));
    }

    public static List<LabelCount> Labels(List<LabelColumn> columns, OfficialDataset? official, List<ClassCount> classes) =>
        columns.ConvertAll(column => new LabelCount(
            column.Name,
            classes.Count(entry => entry.Label == column.Name && entry.Clips.Any(clips => clips > 0)),
            official is not null && official.Classes.TryGetValue(column.Name, out var published) ? published : null));
}
