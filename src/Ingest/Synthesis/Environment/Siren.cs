using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Two steady pitches in turn, or one that wails up and down, through a horn.</summary>
internal static class Siren
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double lowHz = source.Octaves(400, 0.9), rise = source.Between(1.25, 1.9),
            cycleHz = source.Octaves(0.25, 3.5), drive = source.Between(0.5, 4), phase = take.Unit();
        var steps = source.Chance(0.4);
        var horn = Biquad.BandPass(source.Octaves(900, 1.2), rateHz, 0.8);
        var turns = 0.0;
        for (var i = 0; i < output.Length; i++)
        {
            var swing = 0.5 + 0.5 * PortableMath.Sin(cycleHz * i / rateHz + phase);
            if (steps) swing = swing > 0.5 ? 1 : 0;
            turns += lowHz * (1 + (rise - 1) * swing) / rateHz;
            var tone = drive * PortableMath.Sin(turns);
            output[i] += (float)horn.Next(tone / (1 + Math.Abs(tone)));
        }
    }
}
