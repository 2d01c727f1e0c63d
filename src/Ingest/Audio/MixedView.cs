using Hares.Ingest.Numerics;

namespace Hares.Ingest.Audio;

/// <summary>
/// An augmented view of a clip mixed with another clip: λ of the clip's <see cref="AugmentedView"/> and 1 - λ of a random crop of the other, λ of
/// Beta(5, 2), as the paper mixes AudioSet's waveforms (arXiv 2111.12124, appendices A and C). How the other clip is cropped is our choice: like
/// the clip itself, with a tenth of a window of silence on either side, but at the gain it has. What is drawn follows from seed, clip, view and
/// the number of other clips alone, and is the same at every sample rate.
/// </summary>
public static class MixedView
{
    /// <summary>
    /// Raised whenever the same seed gives other samples or partners than before, so with <see cref="AugmentedView.Version"/> too; part of
    /// cached views' folder name.
    /// </summary>
    public const int Version = 1;

    private const int BetaDraws = 6;

    /// <summary>Which other clip a view is mixed with, 0 to <paramref name="others"/> - 1, and the share of the view's own clip, 0 to 1.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="clipId">The clip's id.</param>
    /// <param name="view">Number of the view, from 1.</param>
    /// <param name="others">How many there are to choose from, at least one.</param>
    public static (int Other, float Share) Draw(ulong seed, string clipId, int view, int others)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(view);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(others);
        var random = Random(seed, clipId, view);
        var share = Share(random);
        random.Unit(); // the crop's
        return (random.Whole(0, others - 1), share);
    }

    /// <summary>A view's samples, as many as its own clip has.</summary>
    /// <param name="samples">The clip, mono.</param>
    /// <param name="other">The clip it is mixed with, mono, at the same rate.</param>
    /// <param name="sampleRateHz">Their rate.</param>
    /// <param name="windowSeconds">Length of the windows that will be cut from the view.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="clipId">The clip's id.</param>
    /// <param name="view">Number of the view, from 1.</param>
    public static float[] Of(
        ReadOnlySpan<float> samples, ReadOnlySpan<float> other, int sampleRateHz, double windowSeconds, ulong seed, string clipId, int view)
    {
        var mixed = AugmentedView.Of(samples, sampleRateHz, windowSeconds, seed, clipId, view);
        var random = Random(seed, clipId, view);
        var share = Share(random);
        foreach (ref var sample in mixed.AsSpan()) sample *= share;

        var margin = AugmentedView.MarginWindows * windowSeconds * sampleRateHz;
        var longer = samples.Length - (double)other.Length;
        var start = (int)Math.Round(random.Between(Math.Min(longer, 0) - margin, Math.Max(longer, 0) + margin)); // of the other clip, in this one
        var end = Math.Min(start + (long)other.Length, mixed.Length);
        for (var i = Math.Max(start, 0); i < end; i++) mixed[i] += (1 - share) * other[i - start];
        return mixed;
    }

    private static SeededRandom Random(ulong seed, string clipId, int view) => new(seed, $"{clipId}/mix/{view}");

    /// <summary>The fifth smallest of six uniform numbers has the distribution Beta(5, 2).</summary>
    private static float Share(SeededRandom random)
    {
        double greatest = 0, second = 0;
        for (var draw = 0; draw < BetaDraws; draw++)
        {
            var value = random.Unit();
            second = Math.Max(second, Math.Min(value, greatest));
            greatest = Math.Max(value, greatest);
        }
        return (float)second;
    }
}
