using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Ingest.Tests.Support;

/// <summary>Makes the values that tests speak of.</summary>
internal static class Some
{
    /// <summary>A tone at half amplitude.</summary>
    public static float[] Tone(double hz, int rateHz, int samples) =>
        [.. Enumerable.Range(0, samples).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hz * i / rateHz)))];

    /// <summary>Even noise between -0.5 and 0.5.</summary>
    public static float[] Noise(int samples, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples).Select(_ => random.NextSingle() - 0.5f)];
    }

    public static Clip Clip(string path, double startSeconds = 0, double? durationSeconds = null) =>
        new(Path.GetFileName(path), path, startSeconds, durationSeconds);

    public static Decoded Decode(string path, double startSeconds = 0, double? durationSeconds = null, AudioDecoderOptions? options = null) =>
        Assert.IsType<Decoded>(new AudioDecoder(options).Decode(Clip(path, startSeconds, durationSeconds)));

    /// <summary>Decodes what must be skipped, and checks that the detail is one sentence that names the file.</summary>
    public static Skipped Skip(
        string path, SkipReason reason, AudioDecoderOptions? options = null, double startSeconds = 0, double? durationSeconds = null)
    {
        var skipped = Assert.IsType<Skipped>(new AudioDecoder(options).Decode(Clip(path, startSeconds, durationSeconds)));
        Assert.True(skipped.Reason == reason, $"expected {reason}, got {skipped}");
        Assert.EndsWith(".", skipped.Detail);
        Assert.DoesNotContain('\n', skipped.Detail);
        Assert.Contains("'", skipped.Detail);
        return skipped;
    }
}
