namespace Hares.Embed.Cache;

/// <summary>One view of a clip with all its windows, ready for the cache. All of it lands in one part: it is cached whole or not at all.</summary>
/// <param name="Key">The clip and the view.</param>
/// <param name="Source">The audio file it was computed from.</param>
/// <param name="Windows">At least one; a window's place in the list is its number.</param>
public sealed record CachedClip(ClipKey Key, SourceStamp Source, IReadOnlyList<CachedWindow> Windows);
