using Hares.Ingest.Numerics;

namespace Hares.Bench.Synthetic;

/// <summary>Audio to measure with: decaying harmonic tones over noise, so that coders have as much to do as with recordings.</summary>
internal static class Sound
{
    private const int ToneHarmonics = 12, TonesPerSecond = 2;

    /// <summary>Mono, full scale 1, the same in every run.</summary>
    public static float[] Make(int seconds, int sampleRateHz)
    {
        var random = new SeededRandom(1, "bench/sound");
        var samples = new float[seconds * sampleRateHz];
        foreach (ref var sample in samples.AsSpan()) sample = (float)(0.02 * random.Noise());
        for (var tone = 0; tone < seconds * TonesPerSecond; tone++)
            AddTone(samples.AsSpan(tone * sampleRateHz / TonesPerSecond), random.Octaves(110, 3), sampleRateHz);
        return samples;
    }

    private static void AddTone(Span<float> samples, double hertz, int sampleRateHz)
    {
        for (var n = 0; n < Math.Min(samples.Length, sampleRateHz); n++)
        {
            var seconds = n / (double)sampleRateHz;
            for (var harmonic = 1; harmonic <= ToneHarmonics; harmonic++)
                samples[n] += (float)(0.15 / harmonic * Math.Exp(-5 * seconds) * Math.Sin(Math.Tau * harmonic * hertz * seconds));
        }
    }
}
