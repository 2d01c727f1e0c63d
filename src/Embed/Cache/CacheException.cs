namespace Hares.Embed.Cache;

/// <summary>The embedding cache cannot be read or written. The message is for the user: what, where, why, what to do.</summary>
public sealed class CacheException(string message, Exception? inner = null) : Exception(message, inner);
