using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>A low rumble under crackles of very different strength.</summary>
internal static class CracklingFire
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var rumble = Biquad.LowPass(source.Octaves(90, 2.5), rateHz);
        var crackle = Biquad.BandPass(source.Octaves(1200, 2.3), rateHz, source.Between(0.5, 2));
        double crackles = source.Octaves(3, 4) / rateHz, hiss = source.Between(0, 0.04), rumbleLevel = source.Between(0.1, 1.5);
        double decay = PortableMath.Exp2(-1 / (source.Octaves(0.0006, 3.3) * rateHz)), strength = 0;
        for (var i = 0; i < output.Length; i++)
        {
            if (take.Chance(crackles))
            {
                var u = take.Unit();
                strength += 8 * u * u * u * u + 0.2;
            }
            strength *= decay;
            var noise = take.Noise();
            output[i] += (float)(rumbleLevel * rumble.Next(noise) + crackle.Next(strength * take.Noise()) + hiss * noise);
        }
    }
}
