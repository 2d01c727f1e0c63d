using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>A two-stroke engine, idling and revving: a distorted sawtooth with noise at its own rate.</summary>
internal static class Chainsaw
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double idleHz = source.Octaves(45, 1.6), rev = source.Between(0.2, 1.6), revHz = source.Between(0.15, 1.2), rough = source.Between(0.2, 2.5);
        double drive = source.Between(0.5, 4), phase = take.Unit();
        var saw = new Sawtooth(take.Unit());
        var exhaust = Biquad.BandPass(source.Octaves(250, 2.5), rateHz, source.Between(0.6, 2.5));
        var chain = Biquad.BandPass(source.Octaves(1500, 2), rateHz, source.Between(0.5, 2));
        double wander = 0;
        for (var i = 0; i < output.Length; i++)
        {
            var throttle = 0.5 + 0.5 * PortableMath.Sin(revHz * i / rateHz + phase);
            wander += 0.0005 * (take.Noise() - wander);
            var tooth = saw.Next(idleHz * (1 + rev * throttle * throttle) * (1 + wander) / rateHz);
            var x = drive * (tooth + rough * take.Noise() * (1 + tooth) * 0.3);
            x /= 1 + Math.Abs(x);
            output[i] += (float)(exhaust.Next(x) + (0.2 + throttle) * chain.Next(x) + 0.1 * x);
        }
    }
}
