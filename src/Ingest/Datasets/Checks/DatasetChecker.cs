using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Datasets.Checks;

/// <summary>
/// Looks for what would make scores wrong or impossible: missing and unusable files, labels and splits with holes, the same audio on both sides
/// of a split, and whatever differs from what a public dataset's owners publish. Every clip is decoded once.
/// </summary>
/// <param name="decode">Decodes a clip; called from several threads at once.</param>
/// <param name="channels">The number of channels of a file, null where it cannot be told; called from several threads at once, only for files that
/// decoded and where the owners publish a number.</param>
/// <param name="maxThreads">How many clips are decoded at a time.</param>
public sealed class DatasetChecker(Func<Clip, DecodeResult> decode, Func<string, int?> channels, int maxThreads)
{
    /// <summary>Checks a dataset for tasks that use <paramref name="labels"/>.</summary>
    /// <param name="dataset">As it was read, parts allowed.</param>
    /// <param name="labels">Label columns.</param>
    /// <param name="official">What the owners publish; null for one's own dataset.</param>
    /// <param name="allowPartial">
    /// Whether a run may do with less than the owners publish: what is missing is then a warning rather than an error.
    /// </param>
    /// <param name="cancellation">Stops the check.</param>
    public DatasetReport Check(
        Dataset dataset, IReadOnlyList<string> labels, OfficialDataset? official = null, bool allowPartial = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(labels);
        var clips = InspectAll(dataset, official?.Audio.Channels is not null, cancellation);
        var columns = labels.Distinct().Where(dataset.Labels.ContainsKey).Select(label => dataset.Labels[label]).ToList();
        var (tagged, single) = (columns.FindAll(column => column.IsMultiLabel), columns.FindAll(column => !column.IsMultiLabel));
        var partitions = CheckedCounts.Partitions(dataset, official, clips);
        var classes = columns.SelectMany(column => CheckedCounts.Classes(dataset, column, partitions)).ToList();

        List<Finding> findings =
        [
            .. UnknownLabels(dataset, labels),
            .. PublicationChecks.Find(dataset, allowPartial),
            .. official is null ? [] : FormatChecks.Find(dataset, official.Audio, clips),
            .. SplitChecks.Find(dataset, partitions, classes),
            .. tagged.SelectMany(ClipsWithoutClasses),
            .. Enumerable.Range(0, clips.Length).SelectMany(i => ClipFindings(dataset, single, clips[i], i)),
            .. DuplicateChecks.Find(dataset, clips),
        ];
        return new DatasetReport(dataset.Name, findings, partitions, CheckedCounts.Labels(columns, official, classes), classes);
    }

    private InspectedClip[] InspectAll(Dataset dataset, bool withChannels, CancellationToken cancellation)
    {
        var clips = new InspectedClip[dataset.Clips.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellation };
        Parallel.For(0, clips.Length, options, i => clips[i] = Inspect(dataset.Clips[i], dataset.MaxClipSeconds, withChannels));
        return clips;
    }

    private InspectedClip Inspect(Clip clip, double? maxSeconds, bool withChannels)
    {
        var result = decode(clip);
        if (result is Skipped skipped) return new InspectedClip(skipped, 0, 0, null, default);
        using var audio = (Decoded)result;
        if (audio.Seconds > maxSeconds) // as a run does
            return new InspectedClip(Stretch.TooLong(clip, maxSeconds.Value, $"lasts {audio.Seconds:0.###} s"), 0, 0, null, default);
        return new InspectedClip(
            null, audio.Seconds, audio.SampleRateHz, withChannels ? channels(clip.Path) : null,
            XxHash128.HashToUInt128(MemoryMarshal.AsBytes(audio.Samples.Span)));
    }

    private static IEnumerable<Finding> UnknownLabels(Dataset dataset, IEnumerable<string> labels) =>
        from label in labels.Distinct()
        where !dataset.Labels.ContainsKey(label)
        let known = string.Join(", ", dataset.Labels.Keys.Order(StringComparer.Ordinal))
        select new Finding(
            FindingKind.UnknownLabel, FindingSeverity.Error, null, $"There is no label \"{label}\"; the labels are {known}.", Clips: 0);

    /// <summary>Where clips may have several classes, none is an answer too.</summary>
    private static IEnumerable<Finding> ClipsWithoutClasses(LabelColumn column)
    {
        var count = column.Values.Count(classes => classes.Length == 0);
        if (count == 0) yield break;
        var sentence = $"{count} {(count == 1 ? "clip has" : "clips have")} no {column.Name}.";
        yield return new Finding(FindingKind.Unlabelled, FindingSeverity.Note, null, sentence, count);
    }

    private static IEnumerable<Finding> ClipFindings(Dataset dataset, List<LabelColumn> columns, InspectedClip clip, int i)
    {
        if (clip.Fault is { } fault)
        {
            var kind = fault.Reason == SkipReason.Missing ? FindingKind.MissingFile : FindingKind.UnusableAudio;
            yield return new Finding(kind, FindingSeverity.Error, dataset.Clips[i].Id, fault.Detail);
        }
        foreach (var column in columns.Where(column => column.Values[i].Length == 0))
            yield return new Finding(
                FindingKind.Unlabelled, FindingSeverity.Warning, dataset.Clips[i].Id, $"{dataset.Clips[i].Id} has no {column.Name}.");
    }
}
