using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>Two ears: every sound reaches one of them a little later and weaker than the other.</summary>
internal sealed class BinauralMix(int samples, int rateHz)
{
    private const double WidestDelaySeconds = 0.0007;
    private const double WidestDecibels = 6;

    public float[] Left { get; } = new float[samples];

    public float[] Right { get; } = new float[samples];

    /// <summary>Adds a sound at a level and from a side.</summary>
    public void Add(Texture sound, double decibels, SeededRandom source, SeededRandom take)
    {
        var layer = new float[Left.Length];
        sound(layer, rateHz, source, take);
        var loudness = Level.RootMeanSquare(layer);
        if (loudness == 0) return;
        var side = take.Between(-1, 1);
        var gain = PortableMath.Decibels(decibels) / loudness;
        Add(Left, layer, gain * PortableMath.Decibels(-WidestDecibels / 2 * side), (int)(Math.Max(0, side) * WidestDelaySeconds * rateHz));
        Add(Right, layer, gain * PortableMath.Decibels(WidestDecibels / 2 * side), (int)(Math.Max(0, -side) * WidestDelaySeconds * rateHz));
    }

    private static void Add(Span<float> ear, ReadOnlySpan<float> sound, double gain, int delaySamples)
    {
        for (var i = delaySamples; i < ear.Length; i++) ear[i] += (float)(gain * sound[i - delaySamples]);
    }
}
