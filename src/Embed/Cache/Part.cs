using System.Collections.Immutable;

namespace Hares.Embed.Cache;

/// <summary>
/// A part of a store as it is at one time, for any thread. When rows are taken out of its file, or no longer count, another takes its place under the
/// same number.
/// </summary>
/// <param name="Folder">The store's folder.</param>
/// <param name="Number">Tells the parts of an open store apart, in the order of their writing.</param>
/// <param name="Name">The file's name.</param>
internal sealed record Part(string Folder, int Number, PartName Name)
{
    /// <summary>Clips whose rows here no longer count, and go when the part is next written anew.</summary>
    public ImmutableHashSet<ClipKey> Stale { get; init; } = [];

    public string Path => System.IO.Path.Combine(Folder, Name.ToString());
}
