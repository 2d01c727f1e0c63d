using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Signals;

/// <summary>Measures and sets how loud a signal is.</summary>
internal static class Level
{
    public static double Peak(ReadOnlySpan<float> samples)
    {
        var peak = 0f;
        foreach (var sample in samples) peak = Math.Max(peak, Math.Abs(sample));
        return peak;
    }

    public static double RootMeanSquare(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples) sum += (double)sample * sample;
        return Math.Sqrt(sum / samples.Length);
    }

    public static void Scale(Span<float> samples, double factor)
    {
        foreach (ref var sample in samples) sample = (float)(sample * factor);
    }

    /// <summary>Scales a signal to a peak; silence stays silence.</summary>
    public static void Normalize(Span<float> samples, double peak)
    {
        var now = Peak(samples);
        if (now > 0) Scale(samples, peak / now);
    }

    /// <summary>Adds <paramref name="other"/> at a level relative to that of <paramref name="samples"/>.</summary>
    public static void Mix(Span<float> samples, ReadOnlySpan<float> other, double decibels)
    {
        var loudness = RootMeanSquare(other);
        if (loudness == 0) return;
        var factor = RootMeanSquare(samples) / loudness * PortableMath.Decibels(decibels);
        for (var i = 0; i < samples.Length; i++) samples[i] += (float)(factor * other[i]);
    }
}
