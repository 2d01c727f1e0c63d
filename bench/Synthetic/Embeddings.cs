using Hares.Embed.Cache;
using Hares.Ingest.Numerics;

namespace Hares.Bench.Synthetic;

/// <summary>Clips of one window for the cache, 1,536 floats each.</summary>
internal static class Embeddings
{
    public const int Dimension = 1536;

    /// <summary>A few embeddings, used again and again: the cache does not look for equal ones.</summary>
    private static readonly float[][] Values = Make(64);

    public static CachedClip Clip(int number) => new(
        new ClipKey($"clips/{number:D8}.wav", View: 0),
        new SourceStamp((UInt128)number, 441_044, number),
        [new CachedWindow(0, 3, Values[number % Values.Length])]);

    public static Task<EmbeddingStore> OpenAsync(string root, bool readOnly) =>
        EmbeddingStore.OpenAsync(root, "bench", "clips", "3s", Dimension, readOnly);

    public static async Task WriteAsync(string root, int clips)
    {
        using var store = await OpenAsync(root, readOnly: false);
        for (var i = 0; i < clips; i++) await store.AddAsync(Clip(i));
        await store.FlushAsync();
    }

    private static float[][] Make(int count)
    {
        var random = new SeededRandom(1, "bench/embeddings");
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Dimension).Select(_ => (float)random.Noise()).ToArray())];
    }
}
