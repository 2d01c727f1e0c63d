using Hares.Ingest.Numerics;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Synthesis.Environment;

/// <summary>
/// What lies between a sound and its file: other sounds in the background, room and microphone, loudness, and the digital silence that fills up
/// short clips, as in ESC-50.
/// </summary>
internal static class Recording
{
    private const int Rate = EnvironmentCorpus.SampleRateHz;

    public static float[] Make(Texture sound, Texture background, SeededRandom source, SeededRandom take)
    {
        var backgroundDecibels = source.Between(-38, -12);
        var recorder = Recorder.Draw(source);
        var isShort = source.Chance(0.25);

        var samples = new float[EnvironmentCorpus.ClipSamples];
        var other = new float[samples.Length];
        sound(samples, Rate, source, take);
        background(other, Rate, source, take);
        Level.Mix(samples, other, backgroundDecibels);

        recorder.Filter(samples, Rate);
        Level.Normalize(samples, PortableMath.Decibels(take.Between(-24, -1)));
        if (isShort) samples.AsSpan((int)(take.Between(1.2, 4.5) * Rate)).Clear();
        return samples;
    }
}
