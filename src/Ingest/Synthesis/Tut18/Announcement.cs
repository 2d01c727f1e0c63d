using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>A gong of two or three notes, then a voice through a horn.</summary>
internal static class Announcement
{
    private const double NoteSeconds = 0.5;

    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double hz = source.Octaves(380, 1), pitchHz = source.Octaves(130, 1);
        double[] notes = [.. Enumerable.Range(0, source.Whole(2, 3)).Select(_ => hz * source.Between(0.8, 1.6))];
        var begin = take.Between(0, 4);
        foreach (var note in notes)
        {
            if (begin * rateHz >= output.Length) return;
            AddGong(output[(int)(begin * rateHz)..], rateHz, note);
            begin += NoteSeconds;
        }
        for (begin += 0.4; begin * rateHz < output.Length; begin += take.Between(0.15, 0.26))
        {
            var tract = new VocalTract(rateHz, take.Octaves(350, 1.2), take.Octaves(1100, 1.2), 6, 0.1);
            var height = pitchHz * take.Between(0.85, 1.2);
            tract.AddCall(output[(int)(begin * rateHz)..], (int)(0.2 * rateHz), _ => height, 0.2, take);
        }
    }

    private static void AddGong(Span<float> output, int rateHz, double hz)
    {
        double fade = PortableMath.Exp2(-1 / (0.3 * rateHz)), level = 0.6;
        for (var i = 0; i < output.Length && level > 1e-4; i++, level *= fade)
            output[i] += (float)(level * (PortableMath.Sin(hz * i / rateHz) + 0.3 * PortableMath.Sin(2.76 * hz * i / rateHz)));
    }
}
