using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Low noise in gusts, with rustling leaves that follow them.</summary>
internal static class Wind
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var rumble = Biquad.LowPass(source.Octaves(120, 2.5), rateHz);
        var leaves = Biquad.BandPass(source.Octaves(1500, 2), rateHz, 0.5);
        double rustle = source.Between(0, 0.25), gustHz = source.Octaves(0.15, 2.5), depth = source.Between(0.3, 0.95), phase = take.Unit();
        for (var i = 0; i < output.Length; i++)
        {
            var seconds = (double)i / rateHz;
            var gust = 0.5 + 0.3 * PortableMath.Sin(gustHz * seconds + phase) + 0.2 * PortableMath.Sin(2.7 * gustHz * seconds + 0.3);
            var force = 1 - depth + depth * gust;
            var noise = take.Noise();
            output[i] += (float)(force * (rumble.Next(noise) + rustle * force * leaves.Next(noise)));
        }
    }
}
