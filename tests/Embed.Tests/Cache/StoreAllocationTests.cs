using Hares.Embed.Cache;
using Hares.Embed.Tests.Cache.Support;
using static Hares.Embed.Tests.Cache.Support.CurrentTest;

namespace Hares.Embed.Tests.Cache;

/// <summary>Alone in its time: the runtime counts what the whole process allocates.</summary>
[Collection("native")]
public sealed class StoreAllocationTests : IDisposable
{
    private readonly TemporaryCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Writing_again_and_again_allocates_no_new_buffers()
    {
        const int Wide = 1536;
        using var store = await _cache.OpenAsync(Wide, partBytes: 4 << 20);
        var clips = Enumerable.Range(0, 4000).Select(i => Some.Clip($"{i}", windows: 1, dimension: 1)).ToArray();
        var embedding = Some.Embedding(clips[0].Key, 0, dimension: Wide);
        await AddAsync(clips[..1000]);
        var before = GC.GetTotalAllocatedBytes();

        await AddAsync(clips[1000..]); // 18 MB of embeddings

        Assert.True(GC.GetTotalAllocatedBytes() - before < 3000L * Wide * sizeof(float) / 2);

        async Task AddAsync(CachedClip[] some)
        {
            foreach (var clip in some) await store.AddAsync(clip with { Windows = [new CachedWindow(0, 1, embedding)] }, Token);
        }
    }

    [Fact]
    public async Task A_clip_without_windows_with_another_dimension_or_added_twice_is_refused()
    {
        using var store = await _cache.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddAsync(Some.Clip("a", windows: 0), Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddAsync(Some.Clip("a", dimension: TemporaryCache.Dimension + 1), Token));
        await store.AddAsync(Some.Clip("a"), Token);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AddAsync(Some.Clip("a"), Token));
    }

    [Fact]
    public async Task Embeddings_of_another_length_under_the_same_key_are_refused_with_a_reason()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        var exception = await Assert.ThrowsAsync<CacheException>(() => _cache.OpenAsync(dimension: 7));
        Assert.Contains("length 5", exception.Message);
        Assert.Contains("gives 7", exception.Message);
        Assert.Single(_cache.Parts);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData(@"a\b")]
    [InlineData(".hidden")]
    [InlineData("a\n")]
    public async Task A_name_that_could_leave_the_cache_is_refused(string name)
    {
        await Assert.ThrowsAsync<CacheException>(() => EmbeddingStore.OpenAsync(_cache.Root, name, "dataset", "1s", 5, cancellation: Token));
        await Assert.ThrowsAsync<CacheException>(() => EmbeddingStore.OpenAsync(_cache.Root, "key", name, "1s", 5, cancellation: Token));
        await Assert.ThrowsAsync<CacheException>(() => EmbeddingStore.OpenAsync(_cache.Root, "key", "dataset", name, 5, cancellation: Token));
        Assert.Throws<CacheException>(() => EncoderDescription.Save(_cache.Root, name, "{}"));
    }

    [Fact]
    public async Task A_store_opened_for_reading_changes_nothing_and_adds_nothing()
    {
        using var store = await _cache.OpenAsync(readOnly: true);
        Assert.Empty(store.Index);
        Assert.False(Directory.Exists(_cache.Folder));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.AddAsync(Some.Clip("a"), Token));
    }
}
