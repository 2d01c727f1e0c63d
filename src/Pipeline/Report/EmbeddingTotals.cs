namespace Hares.Pipeline.Report;

/// <summary>The embedding work of a run. A clip counts once for every encoder and plan.</summary>
internal sealed record EmbeddingTotals(long Computed, long Reused, long Skipped, double AudioSeconds, double WallSeconds);
