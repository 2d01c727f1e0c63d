using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Low noise and thumps at the rate of the blades, with a thin turbine whine.</summary>
internal static class Helicopter
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double bladeHz = source.Octaves(7, 1.9), drift = source.Between(-0.1, 0.1), thump = source.Between(0.1, 1.5), depth = source.Between(0.3, 1);
        double whineHz = source.Octaves(700, 2.2), whine = source.Between(0, 0.08), phase = take.Unit();
        var wash = Biquad.LowPass(source.Octaves(200, 3.5), rateHz);
        var body = Biquad.BandPass(source.Octaves(50, 1.8), rateHz, 1.5);
        for (var i = 0; i < output.Length; i++)
        {
            phase += bladeHz * (1 + drift * i / output.Length) / rateHz;
            var beat = 0.5 + 0.5 * PortableMath.Sin(phase);
            beat *= beat * beat;
            var noise = wash.Next(take.Noise()) * (1 - depth + depth * beat);
            output[i] += (float)(noise + thump * body.Next(beat) + whine * PortableMath.Sin(whineHz * i / rateHz));
        }
    }
}
