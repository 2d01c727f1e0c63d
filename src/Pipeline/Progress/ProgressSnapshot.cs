namespace Hares.Pipeline.Progress;

/// <summary>How far a run is at one moment.</summary>
internal sealed record ProgressSnapshot
{
    public required TimeSpan Elapsed { get; init; }

    public required IReadOnlyList<DatasetProgress> Datasets { get; init; }

    /// <summary>Clips finished a second of the run so far; a clip counts once for every encoder and plan.</summary>
    public required double ClipsPerSecond { get; init; }

    /// <summary>Seconds of audio embedded a second of the run so far.</summary>
    public required double RealTimeFactor { get; init; }

    /// <summary>Time until all clips are embedded at the speed so far; null before there is one.</summary>
    public required TimeSpan? Left { get; init; }

    public required int Skipped { get; init; }

    /// <summary>The busiest stage since the last snapshot, which the others wait for; null when nothing is embedded.</summary>
    public required string? Bottleneck { get; init; }

    public required int ProbesDone { get; init; }

    public required int Probes { get; init; }

    public long Settled => Datasets.Sum(dataset => dataset.Settled);

    public long Planned => Datasets.Sum(dataset => dataset.Planned);
}
