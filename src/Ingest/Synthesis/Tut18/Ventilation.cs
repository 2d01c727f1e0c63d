using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>Air through grilles, and the hum of its motors.</summary>
internal static class Ventilation
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var duct = Biquad.LowPass(source.Octaves(400, 2.5), rateHz);
        var grille = Biquad.BandPass(source.Octaves(1200, 2), rateHz, 0.8);
        double grilleLevel = source.Between(0.1, 0.6), hum = source.Octaves(0.01, 3), humHz = source.Chance(0.5) ? 50 : 100;
        for (var i = 0; i < output.Length; i++)
        {
            var noise = take.Noise();
            var turns = humHz * i / rateHz;
            output[i] += (float)(duct.Next(noise) + grilleLevel * grille.Next(noise)
                + hum * (PortableMath.Sin(turns) + 0.4 * PortableMath.Sin(2 * turns)));
        }
    }
}
