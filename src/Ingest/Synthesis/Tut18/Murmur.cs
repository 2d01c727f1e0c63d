using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Environment;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>Many people talking at once: voices of a few syllables a second, none of which can be made out.</summary>
internal static class Murmur
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        for (var speakers = source.Whole(2, 5); speakers > 0; speakers--)
        {
            double pitchHz = source.Octaves(95, 1.4), syllable = source.Between(0.12, 0.22),
                pause = source.Between(0.2, 2), loudness = source.Octaves(0.3, 1.7);
            var speech = new float[output.Length];
            for (var begin = take.Between(0, 1.5); begin * rateHz < output.Length; begin += pause * take.Between(0.3, 2))
                for (var left = take.Whole(2, 10); left > 0 && begin * rateHz < output.Length; left--, begin += syllable * take.Between(0.7, 1.4))
                {
                    var height = pitchHz * take.Between(0.85, 1.2);
                    var tract = new VocalTract(rateHz, take.Octaves(320, 1.3), take.Octaves(900, 1.4), 5, 0.15);
                    tract.AddCall(
                        speech.AsSpan((int)(begin * rateHz)), (int)(syllable * rateHz),
                        progress => height * (1.05 - 0.1 * progress), 0.25, take);
                }
            for (var i = 0; i < output.Length; i++) output[i] += (float)(loudness * speech[i]);
        }
    }
}
