using Hares.Embed.Cache;
using static Hares.Embed.Tests.Cache.Support.CurrentTest;

namespace Hares.Embed.Tests.Cache.Support;

/// <summary>A cache folder that goes with the test, with one store's folder in it.</summary>
internal sealed class TemporaryCache : IDisposable
{
    public const int Dimension = 5;

    public string Root { get; } = Directory.CreateTempSubdirectory("hares-cache-").FullName;

    public string Folder => Path.Combine(Root, "key", "dataset", "1s");

    public string[] Parts => Files("part-*.parquet");

    /// <summary>All files but the note of what was verified.</summary>
    public string[] Files(string pattern = "*") => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, pattern).Where(path => Path.GetFileName(path) != "_verified").Order(StringComparer.Ordinal)]
        : [];

    public Task<EmbeddingStore> OpenAsync(int dimension = Dimension, bool readOnly = false, long partBytes = EmbeddingStore.DefaultPartBytes) =>
        EmbeddingStore.OpenAsync(Root, "key", "dataset", "1s", dimension, readOnly, partBytes, cancellation: Token);

    /// <summary>One part for each clip.</summary>
    public async Task WritePartsAsync(params CachedClip[] clips)
    {
        using var store = await OpenAsync();
        foreach (var clip in clips)
        {
            await store.AddAsync(clip, Token);
            await store.FlushAsync(Token);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
