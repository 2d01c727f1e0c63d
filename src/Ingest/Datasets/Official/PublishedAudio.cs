namespace Hares.Ingest.Datasets.Official;

/// <summary>What a dataset's recordings are like, as their owners publish them. What they leave open is null.</summary>
/// <param name="SampleRateHz">Samples a second.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="MinSeconds">Shortest clip.</param>
/// <param name="MaxSeconds">Longest clip.</param>
public sealed record PublishedAudio(int? SampleRateHz = null, int? Channels = null, double? MinSeconds = null, double? MaxSeconds = null);
