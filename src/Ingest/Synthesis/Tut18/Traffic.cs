using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>Cars that pass: a steady distant roar, and tyres that swell, brighten and fade every few seconds.</summary>
internal static class Traffic
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var roar = Biquad.LowPass(source.Octaves(180, 2), rateHz);
        for (var i = 0; i < output.Length; i++) output[i] += (float)roar.Next(take.Noise());
        double spacing = source.Octaves(1.2, 2), tyreHz = source.Octaves(600, 1.5), loudness = source.Between(0.5, 2);
        for (var begin = take.Between(-3, 1); begin * rateHz < output.Length; begin += spacing * take.Between(0.5, 1.8))
            AddCar(output, rateHz, begin, take.Between(1.5, 4), tyreHz * take.Between(0.8, 1.3), loudness * take.Between(0.5, 1), take);
    }

    private static void AddCar(Span<float> output, int rateHz, double begin, double seconds, double tyreHz, double loudness, SeededRandom take)
    {
        int first = (int)(begin * rateHz), samples = (int)(seconds * rateHz);
        var tyres = Biquad.BandPass(tyreHz, rateHz, 0.6);
        var motor = new Sawtooth(take.Unit());
        var motorHz = take.Octaves(50, 1);
        for (var i = Math.Max(0, -first); i < Math.Min(samples, output.Length - first); i++)
        {
            var progress = (double)i / samples;
            var nearness = 4 * progress * (1 - progress);
            nearness *= nearness;
            output[first + i] += (float)(loudness * nearness
                * (tyres.Next(take.Noise()) + 0.15 * motor.Next(motorHz * (1.06 - 0.12 * progress) / rateHz)));
        }
    }
}
