using Hares.Ingest.Numerics;

namespace Hares.Ingest.Audio;

/// <summary>
/// An augmented view of a clip: a random crop of the clip with a tenth of a window of silence on either side, as long as the clip itself, at a
/// random gain of up to 6 dB. The paper trains ESC-50's probe on ten epochs of augmented clips and does not say how it augments them
/// (appendix A); this is our choice. What is drawn follows from seed, clip and view alone, and is the same at every sample rate.
/// </summary>
public static class AugmentedView
{
    /// <summary>Raised whenever the same seed gives other samples than before; part of cached views' folder name.</summary>
    public const int Version = 1;

    internal const double MarginWindows = 0.1;

    private const double MaxDecibels = 6;

    /// <summary>A view's samples, as many as the clip has.</summary>
    /// <param name="samples">The clip, mono.</param>
    /// <param name="sampleRateHz">Its rate.</param>
    /// <param name="windowSeconds">Length of the windows that will be cut from it.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="clipId">The clip's id.</param>
    /// <param name="view">Number of the view, from 1.</param>
    public static float[] Of(ReadOnlySpan<float> samples, int sampleRateHz, double windowSeconds, ulong seed, string clipId, int view)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(view);
        var random = new SeededRandom(seed, $"{clipId}/view/{view}");
        var shift = (int)Math.Round(random.Between(-MarginWindows, MarginWindows) * windowSeconds * sampleRateHz);
        var gain = (float)PortableMath.Exp2(random.Between(-MaxDecibels, MaxDecibels) / 20 * 3.321928094887362); // log2(10)

        var augmented = new float[samples.Length];
        shift = Math.Clamp(shift, -samples.Length, samples.Length);
        var kept = shift < 0 ? samples[-shift..] : samples[..^shift];
        var place = augmented.AsSpan(Math.Max(shift, 0), kept.Length);
        for (var i = 0; i < kept.Length; i++) place[i] = gain * kept[i];
        return augmented;
    }
}
