using System.Diagnostics;
using Hares.Ingest.Clips;

namespace Hares.Ingest.Audio;

/// <summary>Decodes what libsndfile does not know, one run of the ffmpeg program (about 0.2 s to start) a file.</summary>
internal sealed class Ffmpeg(AudioDecoderOptions options)
{
    private readonly string? _program = Locate(options.FfmpegProgram);

    public bool IsInstalled => _program is not null;

    /// <summary>
    /// Decodes from the beginning of the file and drops what lies before the stretch: ffmpeg's own seeking misses the frame in some
    /// formats, and a stretch must equal that part of the whole.
    /// </summary>
    public DecodeResult Decode(Clip clip, CancellationToken cancellation)
    {
        using var run = new FfmpegRun(Arguments(clip.Path), options.FfmpegTimeout, cancellation);
        if (HeaderFault(clip.Path, run) is { } fault) return fault;
        if (Stretch.Find(clip, run.SampleRateHz, null, options.MaxSeconds, out var stretch) is { } outside) return outside;
        MonoReader.Skip(run, stretch.Start, cancellation);

        var limit = (long)Math.Floor(options.MaxSeconds * run.SampleRateHz);
        var wanted = stretch.Length ?? limit + 1;
        var samples = MonoReader.Read(run, wanted, run.SampleRateHz, out var isFinite, cancellation);
        if (!isFinite) return AudioDecoder.NotFinite(clip.Path);
        if (samples.Length > limit) return Stretch.TooLong(clip, options.MaxSeconds, "is longer");
        var ended = samples.Length < wanted ? End(clip, run, samples.Length) : null;
        return ended is null ? new Decoded(samples, run.SampleRateHz) : ended;
    }

    public AudioHeader? Inspect(string path, CancellationToken cancellation, out Skipped? skipped)
    {
        using var run = new FfmpegRun(Arguments(path), options.FfmpegTimeout, cancellation);
        skipped = HeaderFault(path, run);
        return skipped is null ? new AudioHeader(run.SampleRateHz, run.Channels, null, "ffmpeg") : null;
    }

    /// <summary>Why the stream ended where it did; null when that is simply the end of the file that was asked for.</summary>
    private static Skipped? End(Clip clip, FfmpegRun run, int sampleCount)
    {
        if (run.Complaint() is { } complaint) return AudioDecoder.Damaged(clip.Path, $"stops decoding after {sampleCount} samples ({complaint})");
        if (clip.DurationSeconds is not null) return Stretch.Outside(clip, "ends after the file does");
        if (sampleCount > 0) return null;
        return clip.StartSeconds > 0 ? Stretch.Outside(clip, "starts after the end of the file") : AudioDecoder.Empty(clip.Path);
    }

    private static Skipped? HeaderFault(string path, FfmpegRun run) => run.Channels == 0
        ? new Skipped(SkipReason.NotAudio,
            $"Neither libsndfile nor ffmpeg finds audio in '{path}' ({run.Complaint() ?? "no reason given"}); replace or remove the file.")
        : HeaderLimits.Check(path, run.SampleRateHz, run.Channels);

    private ProcessStartInfo Arguments(string path)
    {
        var start = new ProcessStartInfo(_program ?? throw new InvalidOperationException("ffmpeg is not installed."))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-v", "error", "-xerror", "-threads", "1",
            "-protocol_whitelist", "file,pipe", // a playlist must not make ffmpeg open the network
            "-i", "file:" + Path.GetFullPath(path), // the prefix: never an option, never another protocol
            "-map", "0:a:0", "-vn", "-sn", "-dn", "-f", "wav", "-c:a", "pcm_f32le", "pipe:1",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return start;
    }

    private static string? Locate(string program) => program.Contains(Path.DirectorySeparatorChar)
        ? File.Exists(program) ? program : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
