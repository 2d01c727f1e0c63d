namespace Hares.Pipeline.Runs;

/// <summary>Another run writes the cache.</summary>
internal sealed class CacheLockedException(string cache, string holder)
    : Exception($"The cache {cache} is in use by {holder}; wait for that run, or give this one another output.cache.");
