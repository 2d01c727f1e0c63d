using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>One or two crows: a long call that climbs in steps, wavers at the top and falls.</summary>
internal static class Rooster
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double lowHz = source.Octaves(280, 0.9), climb = source.Between(1.5, 2.4), top = source.Between(0.35, 0.7);
        double waverHz = source.Between(4, 12), waverDepth = source.Between(0, 0.05), seconds = source.Between(0.9, 2.2);
        var tract = new VocalTract(rateHz, source.Octaves(900, 1.2), source.Octaves(2200, 1), source.Between(1.5, 5), source.Between(0.05, 0.5));
        var position = (int)(take.Between(0, 1.8) * rateHz);
        for (var crow = take.Whole(1, 2); crow > 0 && position < output.Length; crow--)
        {
            var samples = (int)(seconds * take.Between(0.85, 1.15) * rateHz);
            tract.AddCall(output[position..], samples, Pitch, 0.1, take);
            position += samples + (int)(take.Between(0.4, 1.2) * rateHz);
        }

        double Pitch(double progress)
        {
            var rise = progress < top ? progress / top : 1 - 0.8 * (progress - top) / (1 - top);
            return lowHz * (1 + (climb - 1) * rise) * (1 + waverDepth * PortableMath.Sin(waverHz * progress * seconds));
        }
    }
}
