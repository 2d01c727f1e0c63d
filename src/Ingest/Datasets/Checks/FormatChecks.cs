using System.Globalization;
using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Datasets.Checks;

/// <summary>
/// Whether recordings are as their owners publish them. Others can be embedded all the same; they mean that the audio was converted or cut. Clips
/// that differ alike are one finding. Synthetic miniatures are shorter on purpose, so that no length is expected of them.
/// </summary>
internal static class FormatChecks
{
    /// <summary>Decoders of compressed audio add or drop some samples at the ends.</summary>
    private const double ToleratedSeconds = 0.1;

    public static IEnumerable<Finding> Find(Dataset dataset, PublishedAudio published, InspectedClip[] clips)
    {
        int[] usable = [.. Enumerable.Range(0, clips.Length).Where(i => clips[i].Fault is null)];
        foreach (var same in usable.Where(i => published.SampleRateHz is { } hz && clips[i].SampleRateHz != hz).GroupBy(i => clips[i].SampleRateHz))
            yield return Tell(FindingKind.WrongRate, same, $"{same.Key:N0} Hz", $"{published.SampleRateHz:N0} Hz");
        foreach (var same in usable
            .Where(i => published.Channels is not null && clips[i].Channels is not null && clips[i].Channels != published.Channels)
            .GroupBy(i => clips[i].Channels))
            yield return Tell(FindingKind.WrongChannels, same, $"{same.Key} channels", $"{published.Channels}");
        if (dataset.IsSynthetic) yield break;
        if (published.MinSeconds is { } min && usable.Where(i => clips[i].Seconds < min - ToleratedSeconds).ToList() is { Count: > 0 } shorter)
            yield return Tell(
                FindingKind.WrongLength, shorter, $"{(shorter.Count == 1 ? "" : "down to ")}{shorter.Min(i => clips[i].Seconds):0.##} s",
                $"at least {min:0.##} s");
        if (published.MaxSeconds is { } max && usable.Where(i => clips[i].Seconds > max + ToleratedSeconds).ToList() is { Count: > 0 } longer)
            yield return Tell(
                FindingKind.WrongLength, longer, $"{(longer.Count == 1 ? "" : "up to ")}{longer.Max(i => clips[i].Seconds):0.##} s",
                $"at most {max:0.##} s");

        Finding Tell(FindingKind kind, IEnumerable<int> places, FormattableString found, FormattableString expected)
        {
            var (count, first) = (places.Count(), dataset.Clips[places.First()].Id);
            var sentence = $"{FormattableString.Invariant(found)} where the owners publish {FormattableString.Invariant(expected)}";
            return count == 1
                ? new Finding(kind, FindingSeverity.Warning, first, $"{first} has {sentence}.")
                : new Finding(
                    kind, FindingSeverity.Warning, null,
                    string.Create(CultureInfo.InvariantCulture, $"{count:N0} clips have {sentence}, {first} first."),
                    count);
        }
    }
}
