using Hares.Ingest.Audio;
using Hares.Ingest.Clips;

namespace Hares.Pipeline.Runs;

/// <summary>How long clips are, without reading all of them.</summary>
internal static class ClipLengths
{
    private const int MostDecoded = 20; // ffmpeg takes a fifth of a second a file

    private static readonly AudioDecoder Headers = new(new AudioDecoderOptions { UseFfmpeg = false });
    private static readonly AudioDecoder Decoder = new(new AudioDecoderOptions { MaxSeconds = TimeSpan.SecondsPerDay });

    /// <summary>
    /// Mean length in seconds of those that can be used; 0 when none of those looked at can. Where headers do not tell, as those of AAC and of MP3
    /// without a length tag, a few clips, evenly spread, are decoded and stand for the others.
    /// </summary>
    public static double MeanSeconds(IReadOnlyList<Clip> clips)
    {
        var known = new List<double>();
        var untold = new List<Clip>();
        foreach (var clip in clips)
            if (Told(clip) is { } seconds) known.Add(seconds);
            else untold.Add(clip);
        if (untold.Count == 0) return known.DefaultIfEmpty().Average();

        var step = (untold.Count + MostDecoded - 1) / MostDecoded;
        var tried = untold.Where((_, i) => i % step == 0).ToList();
        var decoded = tried.Select(Measured).OfType<double>().ToList();
        var weight = untold.Count / (double)tried.Count;
        var usable = known.Count + weight * decoded.Count;
        return usable == 0 ? 0 : (known.Sum() + weight * decoded.Sum()) / usable;
    }

    private static double? Measured(Clip clip)
    {
        using var audio = Decoder.Decode(clip) as Decoded;
        return audio?.Seconds;
    }

    private static double? Told(Clip clip) =>
        clip.DurationSeconds ?? (Headers.TryInspect(clip.Path, out var header, out _) ? header.DurationSeconds : null);
}
