using Hares.Embed.Cache;
using static Hares.Embed.Tests.Cache.Support.CurrentTest;

namespace Hares.Embed.Tests.Cache.Support;

/// <summary>All rows of a store, read by one thread.</summary>
internal static class StoreContent
{
    public static async Task<Dictionary<(ClipKey Clip, int Window), float[]>> AllAsync(this EmbeddingStore store) =>
        await store.SomeAsync(_ => true);

    public static async Task<Dictionary<(ClipKey Clip, int Window), float[]>> SomeAsync(this EmbeddingStore store, Func<ClipKey, bool> wanted)
    {
        var rows = new Dictionary<(ClipKey, int), float[]>();
        await store.ReadAsync(wanted, (clip, window, embedding) => rows.Add((clip, window), embedding.ToArray()), cancellation: Token);
        return rows;
    }
}
