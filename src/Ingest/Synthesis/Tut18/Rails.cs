using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>Rolling wheels: a rumble with double knocks at the joints, and a motor whose whine follows the speed.</summary>
internal static class Rails
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var rumble = Biquad.LowPass(source.Octaves(150, 2), rateHz);
        var hiss = Biquad.BandPass(source.Octaves(900, 1.5), rateHz, 0.6);
        var joint = Biquad.BandPass(source.Octaves(120, 1.5), rateHz, 2);
        double hissLevel = source.Between(0.1, 0.6), jointHz = source.Between(0.5, 1.4), knock = source.Between(2, 12);
        double whineHz = source.Octaves(250, 1.8), whine = source.Octaves(0.004, 3), phase = take.Unit(), turns = 0, pull = source.Between(-0.4, 0.4);
        for (var i = 0; i < output.Length; i++)
        {
            var speed = 1 + pull * ((double)i / output.Length - 0.5);
            var before = phase;
            phase += jointHz * speed / rateHz;
            var isKnock = Math.Floor(phase) > Math.Floor(before) || Math.Floor(phase + 0.2) > Math.Floor(before + 0.2);
            turns += whineHz * speed / rateHz;
            var noise = take.Noise();
            output[i] += (float)(speed * rumble.Next(noise) + hissLevel * hiss.Next(noise) + joint.Next(isKnock ? knock * 10 : 0)
                + whine * (PortableMath.Sin(turns) + 0.5 * PortableMath.Sin(3 * turns)));
        }
    }
}
