using Hares.Embed.Cache;

namespace Hares.Embed.Tests.Cache.Support;

/// <summary>Sample clips whose every value follows from the id, the view and the version.</summary>
internal static class Some
{
    public static CachedClip Clip(string id, int view = 0, int windows = 2, int version = 1, int dimension = TemporaryCache.Dimension) =>
        new(
            new ClipKey(id, view),
            Source(id, version),
            [.. Enumerable.Range(0, windows).Select(window => Window(id, view, window, version, dimension))]);

    public static SourceStamp Source(string id, int version = 1) =>
        new(
            new UInt128(0xfedcba9876543210, (ulong)(id.Length * 10 + version)),
            SizeBytes: 1000 + id.Length,
            ModifiedTicks: 638_000_000_000_000_000 + version);

    public static float[] Embedding(ClipKey key, int window, int version = 1, int dimension = TemporaryCache.Dimension)
    {
        var embedding = new float[dimension];
        for (var i = 0; i < dimension; i++) embedding[i] = key.Clip.Sum(c => c) + 1000 * key.View + 100 * window + 10 * version + i / 16f;
        return embedding;
    }

    private static CachedWindow Window(string id, int view, int window, int version, int dimension) =>
        new(window * 0.5f, 1, Embedding(new ClipKey(id, view), window, version, dimension));
}
