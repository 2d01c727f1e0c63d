using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Ingest.Datasets.Checks;

/// <summary>
/// Looks for what would make scores wrong or impossible: missing and unusable files, labels and splits with holes, and the same audio on both sides
/// of a split. Every file is read once for its content and decoded once.
/// </summary>
/// <param name="decode">Decodes a clip; called from several threads at once.</param>
/// <param name="contentHash">Hash of a file's bytes; called from several threads at once, only for files that decoded.</param>
/// <param name="maxThreads">How many clips are decoded at a time.</param>
public sealed class DatasetChecker(Func<Clip, DecodeResult> decode, Func<string, UInt128> contentHash, int maxThreads)
{
    /// <summary>Checks a dataset for tasks that use <paramref name="labels"/>.</summary>
    public DatasetReport Check(Dataset dataset, IReadOnlyList<string> labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(labels);
        var clips = InspectAll(dataset, cancellation);
        var columns = labels.Distinct().Where(dataset.Labels.ContainsKey).Select(label => dataset.Labels[label]).ToList();
        var partitions = CountPartitions(dataset, clips);
        var classes = columns.SelectMany(column => CountClasses(dataset, column, partitions)).ToList();

        List<Finding> findings =
        [
            .. UnknownLabels(dataset, labels),
            .. SplitChecks.Find(dataset, partitions, classes),
            .. Enumerable.Range(0, clips.Length).SelectMany(i => ClipFindings(dataset, columns, clips[i], i)),
            .. DuplicateChecks.Find(dataset, clips),
        ];
        return new DatasetReport(dataset.Name, findings, partitions, classes);
    }

    private InspectedClip[] InspectAll(Dataset dataset, CancellationToken cancellation)
    {
        var clips = new InspectedClip[dataset.Clips.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellation };
        Parallel.For(0, clips.Length, options, i => clips[i] = Inspect(dataset.Clips[i]));
        return clips;
    }

    private InspectedClip Inspect(Clip clip) => decode(clip) switch
    {
        Decoded audio => new InspectedClip(null, (double)audio.Samples.Length / audio.SampleRateHz, contentHash(clip.Path)),
        Skipped skipped => new InspectedClip(skipped, 0, default),
        var other => throw new InvalidOperationException($"Decoding gave {other}."),
    };

    private static List<PartitionCount> CountPartitions(Dataset dataset, InspectedClip[] clips)
    {
        string[] order = dataset.HasFolds ? [.. dataset.Partitions.Distinct().OrderBy(fold => fold.Length).ThenBy(fold => fold, StringComparer.Ordinal)]
            : ["train", "valid", "test"];
        var members = Enumerable.Range(0, clips.Length).ToLookup(i => dataset.Partitions[i]);
        return [.. order.Where(members.Contains).Select(name => new PartitionCount(name, members[name].Count(), members[name].Sum(i => clips[i].Seconds)))];
    }

    private static IEnumerable<ClassCount> CountClasses(Dataset dataset, LabelColumn column, List<PartitionCount> partitions)
    {
        var places = partitions.Index().ToDictionary(entry => entry.Item.Partition, entry => entry.Index);
        var counts = column.Classes.Select(_ => new int[partitions.Count]).ToArray();
        for (var i = 0; i < column.Values.Count; i++)
            foreach (var value in column.Values[i]) counts[value][places[dataset.Partitions[i]]]++;
        return column.Classes.Select((name, value) => new ClassCount(column.Name, name, counts[value]));
    }

    private static IEnumerable<Finding> UnknownLabels(Dataset dataset, IEnumerable<string> labels) =>
        from label in labels.Distinct()
        where !dataset.Labels.ContainsKey(label)
        let known = string.Join(", ", dataset.Labels.Keys.Order(StringComparer.Ordinal))
        select new Finding(FindingKind.UnknownLabel, FindingSeverity.Error, null, $"There is no label \"{label}\"; the labels are {known}.");

    private static IEnumerable<Finding> ClipFindings(Dataset dataset, List<LabelColumn> columns, InspectedClip clip, int i)
    {
        var id = dataset.Clips[i].Id;
        if (clip.Fault is { } fault)
        {
            var kind = fault.Reason == SkipReason.Missing ? FindingKind.MissingFile : FindingKind.UnusableAudio;
            yield return new Finding(kind, FindingSeverity.Error, id, fault.Detail);
        }
        foreach (var column in columns.Where(column => column.Values[i].Length == 0))
            yield return new Finding(FindingKind.Unlabelled, FindingSeverity.Warning, id, $"{id} has no {column.Name}.");
    }
}
