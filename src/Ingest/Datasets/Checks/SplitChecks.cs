namespace Hares.Ingest.Datasets.Checks;

/// <summary>Whether every split and class has what training and testing need.</summary>
internal static class SplitChecks
{
    public static IEnumerable<Finding> Find(Dataset dataset, IReadOnlyList<PartitionCount> partitions, IReadOnlyList<ClassCount> classes) =>
        dataset.HasFolds
            ? [.. TooFewFolds(partitions), .. OneFoldClasses(partitions, classes)]
            : [.. EmptySplits(partitions), .. LopsidedClasses(partitions, classes)];

    private static IEnumerable<Finding> TooFewFolds(IReadOnlyList<PartitionCount> partitions)
    {
        var folds = partitions.Count(partition => partition.Clips > 0);
        if (folds >= 2) yield break;
        var count = folds == 1 ? "is 1 fold" : "are no folds";
        yield return Error(FindingKind.EmptySplit, $"There {count}; testing on one fold and training on the rest needs at least 2.");
    }

    private static IEnumerable<Finding> OneFoldClasses(IReadOnlyList<PartitionCount> partitions, IEnumerable<ClassCount> classes) =>
        from entry in classes
        where partitions.Count(partition => partition.Clips > 0) > 1 && entry.Clips.Count(clips => clips > 0) == 1
        let fold = partitions[entry.Clips.Index().First(count => count.Item > 0).Index].Partition
        select Error(FindingKind.ClassWithoutTraining,
            $"The {entry.Label} \"{entry.Class}\" occurs in fold {fold} only: when that is tested, nothing was trained.");

    private static IEnumerable<Finding> EmptySplits(IReadOnlyList<PartitionCount> partitions) =>
        from split in new[] { "train", "test" }
        where partitions.All(partition => partition.Partition != split || partition.Clips == 0)
        select Error(FindingKind.EmptySplit, $"The split {split} has no clips.");

    private static IEnumerable<Finding> LopsidedClasses(IReadOnlyList<PartitionCount> partitions, IReadOnlyList<ClassCount> classes)
    {
        int train = Place("train"), test = Place("test");
        if (train < 0 || test < 0) yield break;
        foreach (var entry in classes)
        {
            if (entry.Clips[train] == 0 && entry.Clips.Any(clips => clips > 0))
                yield return Error(FindingKind.ClassWithoutTraining, $"The {entry.Label} \"{entry.Class}\" has no clip in train.");
            if (entry.Clips[test] == 0 && entry.Clips[train] > 0)
                yield return new Finding(FindingKind.ClassWithoutTest, FindingSeverity.Warning, null,
                    $"The {entry.Label} \"{entry.Class}\" has no clip in test.", Clips: 0);
        }

        int Place(string split) =>
            partitions.Index().Where(entry => entry.Item.Partition == split && entry.Item.Clips > 0)
                .Select(entry => entry.Index).DefaultIfEmpty(-1).First();
    }

    private static Finding Error(FindingKind kind, string sentence) => new(kind, FindingSeverity.Error, null, sentence, Clips: 0);
}
