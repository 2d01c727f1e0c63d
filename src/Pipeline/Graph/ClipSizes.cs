using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;

namespace Hares.Pipeline.Graph;

/// <summary>
/// What the longest clip takes on its way through the graph, in bytes: capacities are reckoned from it. It is that of the dataset whose clips take
/// most, for one dataset follows the other.
/// </summary>
/// <param name="Seconds">Length of that clip.</param>
/// <param name="Decoding">The clip at the file's own rate, in a decoding worker.</param>
/// <param name="Samples">The clip, and whom its views are mixed with, at all rates that its encoders need.</param>
/// <param name="LogMel">Its windows, log-mel or samples, under all inputs, plans and views.</param>
/// <param name="Windows">One window under each plan for each encoder, of any dataset.</param>
/// <param name="OpenBatches">Batches that may be open at once: one an encoder and plan.</param>
internal sealed record ClipSizes(
    double Seconds, double Decoding, double Samples, double LogMel, IReadOnlyList<WindowSizes> Windows, int OpenBatches)
{
    private const int FileRateHz = 48_000;

    /// <summary>Of no clip at all.</summary>
    public static ClipSizes None { get; } = new(0, 0, 0, 0, [], 0);

    /// <summary>Of the clips that are to be embedded.</summary>
    public static ClipSizes Of(EmbeddingPlan plan, double maxClipSeconds)
    {
        var toEmbed = plan.Sets.Where(set => set.Planned > 0).ToList();
        if (toEmbed.Count == 0) return None;
        var windows = toEmbed.Select(set => (set.Encoder, Frames: set.Plan.LengthSeconds / set.Encoder.Input.FrameSeconds)).Distinct();
        var sizes = toEmbed.GroupBy(set => set.Dataset).Select(sets => Of([.. sets], LongestClip(sets.Key, maxClipSeconds)))
            .MaxBy(sizes => sizes.Decoding + sizes.Samples + sizes.OpenBatches * sizes.LogMel)!;
        return sizes with { Windows = [.. windows.Select(window => window.Encoder.FrameSizes.Times(window.Frames))] };
    }

    /// <summary>The longest clip of a dataset that is accepted, in seconds.</summary>
    public static double LongestClip(Dataset dataset, double maxClipSeconds) => Math.Min(maxClipSeconds, dataset.MaxClipSeconds ?? maxClipSeconds);

    private static ClipSizes Of(IReadOnlyList<EmbeddingSet> sets, double seconds)
    {
        var shared = sets.Select(set => (set.Encoder.Input, set.Plan, set.View, set.Partners?.ListHash)).Distinct();
        var ratesHz = sets.Select(set => set.Encoder.Input.SampleRateHz).Distinct();
        // Each mixed view is mixed with a clip of its own.
        var mixedViews = sets.Where(set => set.Partners is not null).Select(set => (set.Partners!.ListHash, set.View)).Distinct().Count();
        return new ClipSizes(
            seconds,
            seconds * FileRateHz * sizeof(float),
            seconds * ratesHz.Sum() * sizeof(float) * (1 + mixedViews),
            shared.Sum(windows => Bytes(windows.Plan, windows.Input) * windows.Plan.Count(seconds)),
            [],
            sets.Select(set => (set.Encoder, set.Plan)).Distinct().Count());
    }

    private static double Bytes(WindowPlan window, EncoderInput input) => window.LengthSeconds / input.FrameSeconds * input.Bands * sizeof(float);
}
