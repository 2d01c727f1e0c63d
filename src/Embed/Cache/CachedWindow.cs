namespace Hares.Embed.Cache;

/// <summary>One window of a clip and its embedding.</summary>
/// <param name="StartSeconds">Where the window begins, from the beginning of the clip.</param>
/// <param name="DurationSeconds">Length of the window.</param>
/// <param name="Embedding">As long as the store's dimension; copied by the store, never kept.</param>
public readonly record struct CachedWindow(float StartSeconds, float DurationSeconds, float[] Embedding);
