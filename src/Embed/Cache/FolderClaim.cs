using System.Collections.Concurrent;

namespace Hares.Embed.Cache;

/// <summary>The right of one store of this process to write a folder. Between processes, the <see cref="CacheLock"/> is that.</summary>
internal sealed class FolderClaim : IDisposable
{
    private static readonly ConcurrentDictionary<string, FolderClaim> Held = new(StringComparer.Ordinal);

    private readonly string _folder;

    private FolderClaim(string folder) => _folder = folder;

    /// <exception cref="CacheException">Another store has it.</exception>
    public static FolderClaim Take(string folder)
    {
        var claim = new FolderClaim(folder);
        return Held.TryAdd(folder, claim) ? claim : throw new CacheException(
            $"The cache folder {folder} is being written by this process already, and two stores of one folder lose what the other writes. "
            + "Encoders with the same settings share a folder: leave one of them out.");
    }

    public void Dispose() => Held.TryRemove(new(_folder, this));
}
