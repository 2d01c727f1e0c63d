using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Doors, telephones, lorries in reverse: tones of one or two steady pitches, in groups.</summary>
internal static class Beeps
{
    private const double RampSeconds = 0.004;

    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double hz = source.Octaves(700, 2.3), other = source.Between(0.7, 1.4), harmonics = source.Between(0, 0.5);
        double seconds = source.Octaves(0.06, 2.5), gap = source.Between(0.4, 1.5) * seconds, rest = source.Octaves(0.4, 2);
        var group = source.Whole(1, 5);
        for (var begin = take.Between(0, 1); begin * rateHz < output.Length; begin += rest)
            for (var beep = 0; beep < group && begin * rateHz < output.Length; beep++, begin += seconds + gap)
                AddTone(output[(int)(begin * rateHz)..], rateHz, beep % 2 == 0 ? hz : hz * other, harmonics, seconds);
    }

    private static void AddTone(Span<float> output, int rateHz, double hz, double harmonics, double seconds)
    {
        int samples = (int)(seconds * rateHz), ramp = (int)(RampSeconds * rateHz);
        for (var i = 0; i < Math.Min(samples, output.Length); i++)
        {
            var turns = hz * i / rateHz;
            var envelope = Math.Min(1, (double)Math.Min(i, samples - i) / ramp);
            output[i] += (float)(envelope * (PortableMath.Sin(turns) + harmonics * PortableMath.Sin(3 * turns)));
        }
    }
}
