namespace Hares.Embed.Cache;

/// <summary>What the cache knows of one view of a clip without reading its embeddings.</summary>
public readonly record struct CachedEntry
{
    /// <summary>The audio file the embeddings were computed from.</summary>
    public SourceStamp Source { get; init; }

    /// <summary>Number of windows.</summary>
    public int Windows { get; init; }

    /// <summary>Number of the part that holds it.</summary>
    internal int Part { get; init; }
}
