using System.Globalization;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>
/// Cuts a long recording of noise into clips of one second, one every half second, as TensorFlow Datasets does: the start of the last lies
/// more than a second before the end, so that 60 s give 118. Only the header is read.
/// </summary>
internal static class NoiseStretches
{
    private const double LengthSeconds = 1, HopSeconds = 0.5;
    private const double MaxSeconds = 600;

    private static readonly AudioDecoder Decoder = new(new AudioDecoderOptions { UseFfmpeg = false });

    /// <summary>The stretches of a file; the first alone when its header cannot be read, and decoding that will say why.</summary>
    /// <exception cref="DatasetException">The header declares more than ten minutes.</exception>
    public static IEnumerable<Clip> Cut(string id, string path)
    {
        var count = Decoder.TryInspect(path, out var header, out _) && header.DurationSeconds is { } seconds ? Count(path, seconds) : 1;
        return Enumerable.Range(0, count).Select(i => new Clip(
            string.Create(CultureInfo.InvariantCulture, $"{id}#{i * HopSeconds}+{LengthSeconds}"), path, i * HopSeconds, LengthSeconds));
    }

    private static int Count(string path, double seconds)
    {
        if (seconds > MaxSeconds)
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture,
                $"{path} declares {seconds:N0} s of noise; the longest of Speech Commands lasts 95 s, and {MaxSeconds:N0} s are the limit."));
        return Math.Max(0, (int)Math.Ceiling((seconds - LengthSeconds) / HopSeconds));
    }
}
