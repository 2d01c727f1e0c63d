using Hares.Ingest.Clips;

namespace Hares.Ingest.Audio;

/// <summary>The frames of a file that a clip asks for.</summary>
/// <param name="Start">First frame.</param>
/// <param name="Length">Number of frames; null reads to an end that is not known yet.</param>
internal readonly record struct Stretch(long Start, long? Length)
{
    // Start and duration in metadata are rounded: a clip may end this much after the file does.
    private const double ToleranceSeconds = 0.01;

    /// <summary>Finds the frames, or says why the file cannot have them.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="sampleRateHz">The file's rate.</param>
    /// <param name="fileFrames">The file's length; null when the header does not declare it.</param>
    /// <param name="maxSeconds">Longest stretch that may be decoded.</param>
    /// <param name="stretch">The frames.</param>
    public static Skipped? Find(Clip clip, int sampleRateHz, long? fileFrames, double maxSeconds, out Stretch stretch)
    {
        stretch = default;
        if (!(clip.StartSeconds >= 0) || clip.DurationSeconds is { } asked && !(asked > 0) || !double.IsFinite(clip.StartSeconds))
            return Outside(clip, "starts before the file or has no length");
        var seconds = fileFrames / (double)sampleRateHz;
        if (clip.StartSeconds > 0 && clip.StartSeconds >= seconds)
            return Outside(clip, $"starts after the end of the file at {seconds:0.###} s");
        if (clip.StartSeconds + clip.DurationSeconds > seconds + ToleranceSeconds)
            return Outside(clip, $"ends after the file does at {seconds:0.###} s");
        var duration = clip.DurationSeconds ?? seconds - clip.StartSeconds;
        if (duration > maxSeconds) return TooLong(clip, maxSeconds, $"lasts {duration:0.###} s");

        var start = (long)Math.Round(Math.Min(clip.StartSeconds, long.MaxValue / 2.0 / sampleRateHz) * sampleRateHz);
        var length = clip.DurationSeconds is { } limited ? Math.Max(1, (long)Math.Round(limited * sampleRateHz)) : (long?)null;
        if (fileFrames is { } frames) length = Math.Min(length ?? long.MaxValue, frames - start);
        stretch = new Stretch(start, length);
        return null;
    }

    /// <summary>The skip for a stretch that turns out to lie outside its file.</summary>
    public static Skipped Outside(Clip clip, string how) => new(SkipReason.OutsideFile,
        $"The stretch of '{clip.Path}' from {clip.StartSeconds:0.###} s" +
        (clip.DurationSeconds is { } duration ? $" for {duration:0.###} s {how}" : $" {how}") + "; correct its start and duration.");

    /// <summary>The skip for audio beyond the limit.</summary>
    public static Skipped TooLong(Clip clip, double maxSeconds, string how) => new(SkipReason.TooLong,
        $"'{clip.Path}' {how}, more than the {maxSeconds:0.###} s allowed, the lesser of data.maxClipSeconds and, for a public dataset, "
        + "twice what its owners publish; cut or replace the file, or raise data.maxClipSeconds where that is the lesser.");
}
