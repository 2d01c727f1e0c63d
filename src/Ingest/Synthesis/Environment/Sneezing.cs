using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>Once or twice: a rising breath, a pause, a burst of noise with a short voiced tail.</summary>
internal static class Sneezing
{
    public static void Render(Span<float> output, int rateHz, SeededRandom source, SeededRandom take)
    {
        double mouthHz = source.Octaves(900, 2), q = source.Between(0.6, 2.5), breath = source.Between(0, 0.3), seconds = source.Between(0.12, 0.45);
        double voiceHz = source.Octaves(130, 1.3), voice = source.Between(0, 0.6);
        var tract = new VocalTract(rateHz, source.Octaves(500, 1), source.Octaves(1400, 1), 3, 0.3);
        var position = (int)(take.Between(0, 1.5) * rateHz);
        for (var sneeze = take.Whole(1, 2); sneeze > 0 && position < output.Length; sneeze--)
        {
            position += AddNoise(output[position..], rateHz, take.Between(0.15, 0.5), breath, 0.9, mouthHz * 0.8, q, take)
                + (int)(take.Between(0.02, 0.2) * rateHz);
            if (position >= output.Length) break;
            var burst = AddNoise(output[position..], rateHz, seconds, 1, 0.06, mouthHz, q, take);
            var tail = output[position..];
            Span<float> call = new float[Math.Min(burst, tail.Length)];
            tract.AddCall(call, burst, progress => voiceHz * (1.2 - 0.4 * progress), 0.2, take);
            for (var i = 0; i < call.Length; i++) tail[i] += (float)(voice * call[i]);
            position += burst + (int)(take.Between(0.4, 1.5) * rateHz);
        }
    }

    /// <summary>Adds shaped noise and returns its length in samples, which may reach past the end.</summary>
    private static int AddNoise(Span<float> output, int rateHz, double seconds, double level, double attack, double hz, double q, SeededRandom take)
    {
        var samples = (int)(seconds * rateHz);
        var filter = Biquad.BandPass(hz, rateHz, q);
        for (var i = 0; i < Math.Min(samples, output.Length); i++)
        {
            var progress = (double)i / samples;
            var envelope = progress < attack ? progress / attack : (1 - progress) / (1 - attack);
            output[i] += (float)(level * filter.Next(envelope * envelope * take.Noise()));
        }
        return samples;
    }
}
