using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Noise that swells every few seconds and grows brighter as it does.</summary>
internal static class SeaWaves
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double periodHz = 1 / source.Between(2.5, 9), depth = source.Between(0.4, 0.97), phase = take.Unit();
        double dark = source.Octaves(0.006, 3), bright = source.Octaves(0.05, 3), state = 0;
        var high = Biquad.HighPass(source.Octaves(25, 3), rateHz);
        for (var i = 0; i < output.Length; i++)
        {
            var swell = 0.5 + 0.5 * PortableMath.Sin(periodHz * i / rateHz + phase);
            swell *= swell;
            state += (dark + bright * swell) * (take.Noise() - state);
            output[i] += (float)((1 - depth + depth * swell) * high.Next(state));
        }
    }
}
