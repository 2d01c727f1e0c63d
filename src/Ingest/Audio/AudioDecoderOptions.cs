namespace Hares.Ingest.Audio;

/// <summary>What an <see cref="AudioDecoder"/> accepts.</summary>
public sealed record AudioDecoderOptions
{
    /// <summary>Longest stretch or file that is decoded, in seconds; longer ones are skipped as too long. Default 600.</summary>
    public double MaxSeconds { get; init; } = 600;

    /// <summary>Whether the ffmpeg program may decode what libsndfile does not know (m4a, webm, ...), where it is installed. Default true.</summary>
    public bool UseFfmpeg { get; init; } = true;

    /// <summary>Name or path of the ffmpeg program. Default "ffmpeg", looked up in PATH.</summary>
    public string FfmpegProgram { get; init; } = "ffmpeg";

    /// <summary>How long one run of ffmpeg may take before it is killed and the clip skipped as damaged. Default two minutes.</summary>
    public TimeSpan FfmpegTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
