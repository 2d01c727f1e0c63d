namespace Hares.Pipeline.Graph;

/// <summary>What the longest clip allowed takes on its way through the graph, in bytes: capacities are reckoned from it.</summary>
/// <param name="Seconds">Length of that clip.</param>
/// <param name="Decoding">The clip at the file's own rate, in a decoding worker.</param>
/// <param name="Samples">The clip, and whom its views are mixed with, at all rates that its encoders need.</param>
/// <param name="LogMel">Its windows, log-mel or samples, under all inputs and plans.</param>
/// <param name="Batch">The windows of one batch, and the rest of the clip that the last of them belongs to.</param>
/// <param name="OpenBatches">Batches that may be open at once: one an encoder and plan.</param>
internal sealed record ClipSizes(double Seconds, double Decoding, double Samples, double LogMel, double Batch, int OpenBatches)
{
    private const int FileRateHz = 48_000;

    public static ClipSizes Of(EmbeddingPlan plan, double maxClipSeconds, int batch)
    {
        var shared = plan.Sets.Select(set => (set.Encoder.Input, set.Plan, set.View, set.Partners?.ListHash)).Distinct().Select(pair => new
        {
            Window = pair.Plan.LengthSeconds / pair.Input.FrameSeconds * pair.Input.Bands * sizeof(float),
            Windows = pair.Plan.Count(maxClipSeconds),
        }).ToList();
        var ratesHz = plan.Sets.Select(set => set.Encoder.Input.SampleRateHz).Distinct();
        var logMel = shared.Sum(windows => windows.Window * windows.Windows);
        return new ClipSizes(
            maxClipSeconds,
            maxClipSeconds * FileRateHz * sizeof(float),
            maxClipSeconds * ratesHz.Sum() * sizeof(float) * (1 + MixedViews(plan)),
            logMel,
            batch * shared.Max(windows => windows.Window) + logMel,
            plan.Sets.GroupBy(set => set.Dataset).Max(sets => sets.Select(set => (set.Encoder, set.Plan)).Distinct().Count()));
    }

    /// <summary>The most views of a clip that are mixed, each with a clip of its own.</summary>
    private static int MixedViews(EmbeddingPlan plan) => plan.Sets.GroupBy(set => set.Dataset).Max(sets =>
        sets.Where(set => set.Partners is not null).Select(set => (set.Partners!.ListHash, set.View)).Distinct().Count());
}
