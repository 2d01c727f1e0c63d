using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>One to six barks: short calls whose pitch jumps up and falls.</summary>
internal static class Dog
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double pitchHz = source.Octaves(220, 1.8), seconds = source.Between(0.08, 0.28);
        var tract = new VocalTract(rateHz, source.Octaves(500, 1.3), source.Octaves(1300, 1.2), source.Between(1.5, 5), source.Between(0.1, 0.8));
        var position = (int)(take.Between(0, 1.5) * rateHz);
        for (var bark = take.Whole(1, 6); bark > 0 && position < output.Length; bark--)
        {
            var samples = (int)(seconds * take.Between(0.8, 1.25) * rateHz);
            var height = pitchHz * take.Between(0.85, 1.15);
            tract.AddCall(output[position..], samples, progress => height * (1.3 - 0.6 * progress), take.Between(0.08, 0.3), take);
            position += samples + (int)(take.Between(0.12, 0.9) * rateHz);
        }
    }
}
