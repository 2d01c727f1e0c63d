using Hares.Ingest.Clips;

namespace Hares.Pipeline.Graph;

/// <summary>What the longest clip allowed takes on its way through the graph, in bytes: capacities are reckoned from it.</summary>
/// <param name="Seconds">Length of that clip.</param>
/// <param name="Decoding">The clip at the file's own rate, in a decoding worker.</param>
/// <param name="Samples">The clip at all rates that its encoders need.</param>
/// <param name="LogMel">Its windows, log-mel or samples, under all inputs and plans.</param>
/// <param name="Windows">One window under each plan for each encoder.</param>
/// <param name="OpenBatches">Batches that may be open at once: one an encoder and plan.</param>
internal sealed record ClipSizes(
    double Seconds, double Decoding, double Samples, double LogMel, IReadOnlyList<WindowSizes> Windows, int OpenBatches)
{
    private const int FileRateHz = 48_000;

    public static ClipSizes Of(EmbeddingPlan plan, double maxClipSeconds)
    {
        var shared = plan.Sets.Select(set => (set.Encoder.Input, set.Plan, set.View)).Distinct();
        var windows = plan.Sets.Select(set => (set.Encoder, Frames: set.Plan.LengthSeconds / set.Encoder.Input.FrameSeconds)).Distinct();
        double InputBytes(WindowPlan window, EncoderInput input) => window.LengthSeconds / input.FrameSeconds * input.Bands * sizeof(float);
        var ratesHz = plan.Sets.Select(set => set.Encoder.Input.SampleRateHz).Distinct();
        return new ClipSizes(
            maxClipSeconds,
            maxClipSeconds * FileRateHz * sizeof(float),
            maxClipSeconds * ratesHz.Sum() * sizeof(float),
            shared.Sum(pair => InputBytes(pair.Plan, pair.Input) * pair.Plan.Count(maxClipSeconds)),
            [.. windows.Select(window => window.Encoder.FrameSizes.Times(window.Frames))],
            plan.Sets.GroupBy(set => set.Dataset).Max(sets => sets.Select(set => (set.Encoder, set.Plan)).Distinct().Count()));
    }
}
