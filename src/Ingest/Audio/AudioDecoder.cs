using System.Diagnostics.CodeAnalysis;
using Hares.Ingest.Clips;

namespace Hares.Ingest.Audio;

/// <summary>
/// Decodes clips to mono at their own sample rate: WAV, FLAC, Ogg, MP3, AIFF and the like by libsndfile, anything else by the ffmpeg
/// program where it is installed. The content decides, not the name. Safe for concurrent use.
/// </summary>
public sealed class AudioDecoder
{
    private readonly AudioDecoderOptions _options;
    private readonly Ffmpeg? _ffmpeg;

    /// <summary>A decoder with these options, by default the defaults.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not above 0.</exception>
    public AudioDecoder(AudioDecoderOptions? options = null)
    {
        _options = options ?? new AudioDecoderOptions();
        if (!(_options.MaxSeconds > 0)) throw new ArgumentOutOfRangeException(nameof(options), _options.MaxSeconds, "MaxSeconds must be above 0.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.FfmpegTimeout, TimeSpan.Zero);
        _ffmpeg = _options.UseFfmpeg ? new Ffmpeg(_options) : null;
    }

    /// <summary>Decodes a file or a stretch of one; of a stretch only what is needed. Bad audio gives <see cref="Skipped"/>.</summary>
    /// <exception cref="AudioLibraryException">libsndfile is not installed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public DecodeResult Decode(Clip clip, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (!SoundFile.TryOpen(clip.Path, out var sound, out var error, out var skipped))
            return skipped ?? DecodeUnknown(clip, error, cancellation);
        using (sound)
        {
            return OpenFault(clip.Path, sound)
                ?? Stretch.Find(clip, sound.SampleRateHz, sound.DeclaredFrames, _options.MaxSeconds, out var stretch)
                ?? Decode(clip, sound, stretch, cancellation);
        }
    }

    /// <summary>
    /// Reads a file's header, or says why it cannot be used. Files that only ffmpeg knows are probed by decoding their first moment.
    /// </summary>
    /// <exception cref="AudioLibraryException">libsndfile is not installed.</exception>
    public bool TryInspect(
        string path,
        [NotNullWhen(true)] out AudioHeader? header,
        [NotNullWhen(false)] out Skipped? skipped,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        header = null;
        if (!SoundFile.TryOpen(path, out var sound, out var error, out skipped))
        {
            if (skipped is null && UseFfmpeg(path, error, out skipped)) header = _ffmpeg.Inspect(path, cancellation, out skipped);
            return header is not null;
        }

        using (sound)
        {
            skipped = OpenFault(path, sound) ?? (sound.DeclaredFrames == 0 ? Empty(path) : null);
            if (skipped is not null) return false;
            header = new AudioHeader(sound.SampleRateHz, sound.Channels, sound.DeclaredFrames, SoundFormat.Name(sound.Format));
            return true;
        }
    }

    private static Skipped? OpenFault(string path, SoundFile sound) =>
        HeaderLimits.Check(path, sound.SampleRateHz, sound.Channels)
        ?? (sound.LacksLastPage ? Damaged(path, "has no end: its last Ogg page is missing") : null);

    private DecodeResult Decode(Clip clip, SoundFile sound, Stretch stretch, CancellationToken cancellation)
    {
        if (stretch.Start > 0 && !sound.TrySeek(stretch.Start))
            return sound.HasEstimatedLength ? Stretch.Outside(clip, "starts after the end of the file") : Damaged(clip.Path, "cannot be searched");
        const int LikelyFramesPerByte = 32;
        var limit = (long)Math.Min(Math.Floor(_options.MaxSeconds * sound.SampleRateHz), Array.MaxLength - 1);
        var wanted = stretch.Length ?? limit + 1;
        var likely = Math.Min(sound.ReadableFrames, LikelyFramesPerByte * sound.FileBytes);
        var samples = MonoReader.Read(sound, wanted, likely, out var isFinite, cancellation);

        if (!isFinite) return NotFinite(clip.Path);
        if (sound.Fault is { } fault) return Damaged(clip.Path, $"stops decoding after {samples.Length} samples ({fault})");
        if (samples.Length > limit) return Stretch.TooLong(clip, _options.MaxSeconds, "is longer than its header tells");
        if (sound.DeclaredFrames is not null && samples.Length < wanted)
            return Damaged(clip.Path, $"gives only {samples.Length} of the {wanted} samples that its header declares");
        if (sound.HasEstimatedLength && stretch.Start + samples.Length == sound.ReadableFrames && samples.Length < wanted && !sound.HasConstantRate)
            return new Skipped(
                SkipReason.Damaged,
                $"'{clip.Path}' is an MP3 without a length tag and holds more audio than can be found; add the tag with ffmpeg -i IN -c copy OUT.");
        if (samples.Length == 0) return stretch.Start > 0 ? Stretch.Outside(clip, "starts after the end of the file") : Empty(clip.Path);
        if (clip.DurationSeconds is not null && samples.Length < wanted && sound.DeclaredFrames is null)
            return Stretch.Outside(clip, "ends after the file does");
        return new Decoded(samples, sound.SampleRateHz);
    }

    private DecodeResult DecodeUnknown(Clip clip, int error, CancellationToken cancellation) =>
        UseFfmpeg(clip.Path, error, out var skipped) ? _ffmpeg.Decode(clip, cancellation) : skipped;

    /// <summary>Whether ffmpeg is the one to ask after libsndfile failed to open the file, or else why the file cannot be used.</summary>
    [MemberNotNullWhen(true, nameof(_ffmpeg))]
    private bool UseFfmpeg(string path, int error, [NotNullWhen(false)] out Skipped? skipped)
    {
        skipped = SoundFormat.OpenFault(path, error);
        if (skipped is not null) return false;
        if (_ffmpeg is { IsInstalled: true }) return true;
        skipped = new Skipped(SkipReason.NotAudio, $"libsndfile does not recognise '{path}' as audio, and ffmpeg, which knows more formats, is " +
            (_ffmpeg is null ? "switched off; switch it on" : "not installed; install it") + " or convert the file to FLAC.");
        return false;
    }

    internal static Skipped Damaged(string path, string how) => new(SkipReason.Damaged, $"'{path}' {how}; fetch it again.");

    internal static Skipped NotFinite(string path) =>
        new(SkipReason.NotFinite, $"'{path}' holds NaN or infinite samples, which no encoder takes; repair or remove it.");

    internal static Skipped Empty(string path) =>
        new(SkipReason.Empty, $"'{path}' is audio without a single sample; fetch it again or remove it from the data set.");
}
