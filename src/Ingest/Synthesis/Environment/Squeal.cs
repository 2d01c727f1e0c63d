using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Hinges, brakes, wheels in a bend: a rough high tone that creeps up or down for up to two seconds.</summary>
internal static class Squeal
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double hz = source.Octaves(900, 2), rough = source.Between(0.1, 0.8), creep = source.Between(-0.3, 0.3), pause = source.Octaves(0.5, 2.5);
        for (var begin = take.Between(0, 1); begin * rateHz < output.Length;)
        {
            var seconds = take.Octaves(0.15, 3.5);
            Add(output[(int)(begin * rateHz)..], rateHz, (int)(seconds * rateHz), hz * take.Between(0.9, 1.1), creep, rough, take);
            begin += seconds + pause * take.Between(0.5, 2);
        }
    }

    private static void Add(Span<float> output, int rateHz, int samples, double hz, double creep, double rough, SeededRandom take)
    {
        double phase = 0, flutter = 0;
        for (var i = 0; i < Math.Min(samples, output.Length); i++)
        {
            var progress = (double)i / samples;
            flutter += 0.02 * (take.Noise() - flutter);
            phase += hz * (1 + creep * progress + 0.1 * rough * flutter) / rateHz;
            var envelope = 4 * progress * (1 - progress) * (1 + 3 * rough * flutter);
            output[i] += (float)(envelope * (PortableMath.Sin(phase) + 0.4 * PortableMath.Sin(2 * phase) + 0.2 * PortableMath.Sin(3 * phase)));
        }
    }
}
