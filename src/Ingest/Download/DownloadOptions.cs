namespace Hares.Ingest.Download;

/// <summary>How patient a <see cref="Downloader"/> is.</summary>
public sealed record DownloadOptions
{
    /// <summary>Attempts in a row that bring less than a mebibyte before a file is given up; 6 by default.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>The wait before the second attempt, doubled before each later one; 1 s by default. Half of every wait is chance.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts, and the longest that a server may ask for; 2 minutes by default.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a server may send nothing before the connection is dropped; 60 s by default.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Redirects followed for one request; 8 by default.</summary>
    public int MaxRedirects { get; init; } = 8;

    /// <summary>The largest file that is taken where no size is published; 128 GiB by default.</summary>
    public long MaxBytes { get; init; } = 128L << 30;

    /// <summary>Decides the chance in the waits.</summary>
    public int Seed { get; init; }
}
