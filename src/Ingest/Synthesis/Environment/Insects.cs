using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Crickets and cicadas: noise in a narrow high band, in pulses that come in groups or without end.</summary>
internal static class Insects
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        var wing = Biquad.BandPass(source.Octaves(2600, 1.5), rateHz, source.Octaves(10, 3));
        double pulseHz = source.Octaves(12, 2.5), groupHz = source.Octaves(0.7, 2), groupShare = source.Chance(0.4) ? 1 : source.Between(0.25, 0.7);
        double pulsePhase = take.Unit(), groupPhase = take.Unit(), drift = source.Between(-0.1, 0.1);
        for (var i = 0; i < output.Length; i++)
        {
            var seconds = (double)i / rateHz;
            var group = groupHz * seconds + groupPhase;
            var sings = group - Math.Floor(group) < groupShare;
            var pulse = sings ? Math.Max(0, 0.3 + PortableMath.Sin(pulseHz * seconds * (1 + drift * i / output.Length) + pulsePhase)) : 0;
            output[i] += (float)wing.Next(pulse * take.Noise());
        }
    }
}
