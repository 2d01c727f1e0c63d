using System.Collections.Immutable;

namespace Hares.Embed.Cache;

/// <summary>A part of a store. Its file changes when rows are taken out; the part stays the same one.</summary>
internal sealed class Part(string folder, PartName name)
{
    public PartName Name { get; set; } = name;

    /// <summary>Clips whose rows here no longer count, and go when the part is next written anew.</summary>
    public ImmutableHashSet<ClipKey> Stale { get; set; } = [];

    public string Path => System.IO.Path.Combine(folder, Name.ToString());
}
