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
        double bass = source.Octaves(25, 2.5), treble = source.Octaves(4500, 2), colourHz = source.Octaves(250, 4), colour = source.Between(-8, 8);
        var isShort = source.Chance(0.25);

        var samples = new float[EnvironmentCorpus.ClipSamples];
        var other = new float[samples.Length];
        sound(samples, source, take);
        background(other, source, take);
        Level.Mix(samples, other, backgroundDecibels);

        Biquad.HighPass(bass, Rate).Filter(samples);
        Biquad.LowPass(treble, Rate).Filter(samples);
        Biquad.Peak(colourHz, Rate, 0.8, colour).Filter(samples);
        Level.Normalize(samples, PortableMath.Decibels(take.Between(-24, -1)));
        if (isShort) samples.AsSpan((int)(take.Between(1.2, 4.5) * Rate)).Clear();
        return samples;
    }
}
