using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>What a room and a microphone do to a spectrum: limits at both ends and one bump or dip between them.</summary>
internal sealed record Recorder(double BassHz, double TrebleHz, double ColourHz, double ColourDecibels)
{
    public static Recorder Draw(SeededRandom random) =>
        new(random.Octaves(25, 2.5), random.Octaves(4500, 2), random.Octaves(250, 4), random.Between(-8, 8));

    public void Filter(Span<float> samples, int rateHz)
    {
        Biquad.HighPass(BassHz, rateHz).Filter(samples);
        Biquad.LowPass(TrebleHz, rateHz).Filter(samples);
        Biquad.Peak(ColourHz, rateHz, 0.8, ColourDecibels).Filter(samples);
    }
}
