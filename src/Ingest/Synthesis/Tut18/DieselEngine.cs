using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>A bus from within: a low rattling sawtooth that speeds up, changes gear and idles, with its cabin's resonance.</summary>
internal static class DieselEngine
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double idleHz = source.Octaves(24, 0.8), top = source.Between(1.3, 2.6), gearSeconds = source.Between(2, 6), knock = source.Between(0.1, 0.6);
        var cabin = Biquad.LowPass(source.Octaves(160, 1.5), rateHz, source.Between(0.7, 2));
        var rattle = Biquad.BandPass(source.Octaves(700, 1.5), rateHz, 1);
        var stroke = new Sawtooth(take.Unit());
        var phase = take.Unit();
        for (var i = 0; i < output.Length; i++)
        {
            var gear = (double)i / rateHz / gearSeconds + phase;
            var speed = 1 + (top - 1) * (gear - Math.Floor(gear));
            var tooth = stroke.Next(idleHz * speed / rateHz);
            var noise = take.Noise();
            output[i] += (float)(cabin.Next(tooth + 0.3 * noise) + knock * rattle.Next(noise * Math.Max(0, tooth)));
        }
    }
}
