namespace Hares.Pipeline.Report;

/// <summary>The embedding work of a run. A clip counts once for every encoder and plan.</summary>
/// <param name="Computed">Clips embedded.</param>
/// <param name="Reused">Clips found in the cache.</param>
/// <param name="Skipped">Clips that could not be used.</param>
/// <param name="AudioSeconds">Audio embedded.</param>
/// <param name="EmbedSeconds">What that took, from the first clip decoded to the last part written; 0 where nothing was to be embedded.</param>
/// <param name="WallSeconds">What the whole run took.</param>
internal sealed record EmbeddingTotals(long Computed, long Reused, long Skipped, double AudioSeconds, double EmbedSeconds, double WallSeconds);
