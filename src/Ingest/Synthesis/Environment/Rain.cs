using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Steady hiss with drops that ring for a moment, from a few to hundreds a second.</summary>
internal static class Rain
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var high = Biquad.HighPass(source.Octaves(150, 3.5), rateHz);
        var low = Biquad.LowPass(source.Octaves(2000, 3), rateHz);
        var drop = Biquad.BandPass(source.Octaves(900, 2.8), rateHz, source.Between(1.5, 8));
        double dropsPerSample = source.Octaves(8, 5.5) / rateHz, dropLevel = source.Octaves(4, 3.5);
        double gustHz = source.Between(0.1, 0.6), gust = source.Between(0, 0.5), phase = take.Unit();
        for (var i = 0; i < output.Length; i++)
        {
            var hiss = low.Next(high.Next(take.Noise()));
            var impulse = take.Chance(dropsPerSample) ? dropLevel * take.Between(0.2, 1.5) : 0;
            output[i] += (float)((1 + gust * PortableMath.Sin(gustHz * i / rateHz + phase)) * hiss + drop.Next(impulse));
        }
    }
}
