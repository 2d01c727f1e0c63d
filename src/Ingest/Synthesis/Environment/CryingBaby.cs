using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Cries of about a second with short breaths between them: pitch arches, with a tremor.</summary>
internal static class CryingBaby
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double baseHz = source.Octaves(260, 1), arch = source.Between(0.1, 0.6),
            seconds = source.Between(0.35, 1.5), pause = source.Between(0.15, 0.8);
        double tremorHz = source.Between(4, 9), tremorDepth = source.Between(0, 0.06);
        var tract = new VocalTract(rateHz, source.Octaves(750, 1.2), source.Octaves(2200, 1), source.Between(1.5, 5), source.Between(0.05, 0.6));
        var position = (int)(take.Between(0, pause) * rateHz);
        while (position < output.Length)
        {
            double length = seconds * take.Between(0.6, 1.3), height = baseHz * take.Between(0.9, 1.15);
            var samples = (int)(length * rateHz);
            tract.AddCall(output[position..], samples, progress => height * (1 + arch * 4 * progress * (1 - progress))
                * (1 + tremorDepth * PortableMath.Sin(tremorHz * progress * length)), take.Between(0.1, 0.5), take);
            position += samples + (int)(pause * take.Between(0.5, 2) * rateHz);
        }
    }
}
