using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Tut18;

/// <summary>One to three walkers: a heel's knock and a sole's scrape, twice a second.</summary>
internal static class Footsteps
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        for (var walkers = source.Whole(1, 3); walkers > 0; walkers--)
        {
            var stepSeconds = source.Between(0.42, 0.65);
            double heelHz = source.Octaves(150, 2.5), scrape = source.Between(0.1, 0.8), scrapeHz = source.Octaves(1500, 2);
            for (var begin = take.Between(0, stepSeconds); begin * rateHz < output.Length; begin += stepSeconds * take.Between(0.95, 1.05))
                Add(output[(int)(begin * rateHz)..], rateHz, heelHz * take.Between(0.9, 1.1), scrape, scrapeHz, take);
        }
    }

    private static void Add(Span<float> output, int rateHz, double heelHz, double scrape, double scrapeHz, SeededRandom take)
    {
        var samples = (int)(0.12 * rateHz);
        var heel = Biquad.BandPass(heelHz, rateHz, 3);
        var sole = Biquad.BandPass(scrapeHz, rateHz, 0.7);
        for (var i = 0; i < Math.Min(samples, output.Length); i++)
        {
            var rest = 1 - (double)i / samples;
            output[i] += (float)(3 * heel.Next(i < 40 ? rest : 0) + scrape * rest * rest * rest * sole.Next(take.Noise()));
        }
    }
}
