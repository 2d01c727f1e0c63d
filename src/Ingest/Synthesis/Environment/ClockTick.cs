using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Clicks at even times, the second of each pair a little different, ringing in a small case.</summary>
internal static class ClockTick
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double periodSeconds = source.Octaves(0.18, 2.6), tock = source.Between(0.3, 1), jitter = source.Between(0, 0.01);
        double caseHz = source.Octaves(900, 2.7), click = source.Between(0, 0.5);
        Biquad[] rings = [.. Enumerable.Range(0, 3).Select(_ => Biquad.BandPass(caseHz * source.Between(0.5, 3), rateHz, source.Octaves(4, 3)))];
        var next = take.Unit() * periodSeconds * rateHz;
        var even = take.Chance(0.5);
        for (var i = 0; i < output.Length; i++)
        {
            var impulse = 0.0;
            if (i >= next)
            {
                impulse = (even ? 1 : tock) * take.Between(0.85, 1.15);
                even = !even;
                next += periodSeconds * rateHz * (1 + jitter * take.Noise());
            }
            var sum = click * impulse;
            for (var ring = 0; ring < rings.Length; ring++) sum += rings[ring].Next(impulse);
            output[i] += (float)sum;
        }
    }
}
