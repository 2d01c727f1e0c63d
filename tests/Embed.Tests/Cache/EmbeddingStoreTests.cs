using Hares.Embed.Cache;
using Hares.Embed.Tests.Cache.Support;
using static Hares.Embed.Tests.Cache.Support.CurrentTest;

namespace Hares.Embed.Tests.Cache;

public sealed class EmbeddingStoreTests : IDisposable
{
    private readonly TemporaryCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task What_was_added_comes_back_bit_for_bit_after_reopening()
    {
        CachedClip[] clips = [Some.Clip("a.wav", windows: 3), Some.Clip("b.wav"), Some.Clip("b.wav", view: 1, windows: 1)];
        await _cache.WritePartsAsync(clips);

        using var store = await _cache.OpenAsync();

        Assert.Equal(clips.Select(clip => clip.Key).ToHashSet(), store.Index.Keys.ToHashSet());
        foreach (var clip in clips)
        {
            Assert.Equal(clip.Source, store.Index[clip.Key].Source);
            Assert.Equal(clip.Windows.Count, store.Index[clip.Key].Windows);
        }
        var rows = await store.AllAsync();
        Assert.Equal(6, rows.Count);
        foreach (var ((clip, window), embedding) in rows) Assert.Equal(Some.Embedding(clip, window), embedding);
    }

    [Fact]
    public async Task Parts_of_rounded_numbers_take_less_than_half_the_space_and_lie_beside_others()
    {
        const int dimension = 512;
        float[] Rounded(int clip) => [.. Enumerable.Range(0, dimension).Select(i => (float)(Half)Math.Sin(i * i + clip))];
        long[] bytes = new long[2];
        foreach (var storage in new[] { EmbeddingStorage.Float32, EmbeddingStorage.Float16 })
        {
            using var store = await EmbeddingStore.OpenAsync(_cache.Root, "key", "dataset", "1s", dimension, storage: storage, cancellation: Token);
            for (var clip = 0; clip < 500; clip++)
                await store.AddAsync(Some.Clip($"{storage}-{clip}") with { Windows = [new CachedWindow(0, 1, Rounded(clip))] }, Token);
            await store.FlushAsync(Token);
            bytes[(int)storage] = Directory.EnumerateFiles(_cache.Root, "part-*", SearchOption.AllDirectories).Sum(part => new FileInfo(part).Length);
        }

        using var both = await _cache.OpenAsync(dimension);
        var rows = await both.AllAsync();
        Assert.Equal(1000, rows.Count);
        for (var clip = 0; clip < 500; clip++)
            Assert.Equal(Rounded(clip), rows[(new ClipKey($"Float16-{clip}", 0), 0)]);
        Assert.InRange(bytes[1] - bytes[0], 1, bytes[0] / 2);
    }

    [Fact]
    public async Task Every_float_keeps_its_bits()
    {
        float[] odd = [-0f, float.Epsilon, float.MaxValue, float.NegativeInfinity, BitConverter.UInt32BitsToSingle(0x7fc01234)];
        await _cache.WritePartsAsync(Some.Clip("odd") with { Windows = [new CachedWindow(0, 1, odd)] });
        using var store = await _cache.OpenAsync();
        var read = Assert.Single(await store.AllAsync()).Value;
        Assert.Equal(odd.Select(BitConverter.SingleToUInt32Bits), read.Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [InlineData("ünïcødé/日本語/🎵.wav")]
    [InlineData("../../etc/passwd")]
    [InlineData("line\nbreak\ttab\0nul\"quote,comma")]
    [InlineData(" ")]
    public async Task Any_text_is_a_clip_id(string id)
    {
        await _cache.WritePartsAsync(Some.Clip(id));
        using var store = await _cache.OpenAsync();
        Assert.Equal(new ClipKey(id, 0), Assert.Single(store.Index).Key);
        Assert.Equal(2, (await store.AllAsync()).Count);
    }

    [Fact]
    public async Task A_clip_id_may_be_longer_than_a_path()
    {
        var id = new string('x', 4096) + ".wav";
        await _cache.WritePartsAsync(Some.Clip(id));
        using var store = await _cache.OpenAsync();
        Assert.Equal(id, Assert.Single(store.Index).Key.Clip);
    }

    [Fact]
    public async Task Only_wanted_clips_are_visited()
    {
        await _cache.WritePartsAsync(Some.Clip("a"), Some.Clip("b"), Some.Clip("c"));
        using var store = await _cache.OpenAsync();
        var rows = await store.SomeAsync(clip => clip.Clip is "a" or "c");
        Assert.Equal(["a", "a", "c", "c"], rows.Keys.Select(row => row.Clip.Clip).Order());
    }

    [Fact]
    public async Task Several_threads_visit_every_row_once()
    {
        using (var writer = await _cache.OpenAsync(partBytes: 300))
        {
            for (var i = 0; i < 200; i++) await writer.AddAsync(Some.Clip($"clip-{i}"), Token);
            await writer.FlushAsync(Token);
        }
        using var store = await _cache.OpenAsync();
        var rows = new System.Collections.Concurrent.ConcurrentBag<(ClipKey, int)>();
        await store.ReadAsync(_ => true, (clip, window, _) => rows.Add((clip, window)), threads: 4, cancellation: Token);
        Assert.Equal(400, rows.Count);
        Assert.Equal(400, rows.Distinct().Count());
    }

    [Fact]
    public async Task All_windows_of_a_clip_land_in_one_part_however_many_they_are()
    {
        using (var writer = await _cache.OpenAsync(partBytes: 100))
        {
            await writer.AddAsync(Some.Clip("short", windows: 1), Token);
            await writer.AddAsync(Some.Clip("long", windows: 20_000), Token); // more than two row groups
            await writer.AddAsync(Some.Clip("next", windows: 1), Token);
            await writer.FlushAsync(Token);
        }
        Assert.Equal(2, _cache.Parts.Length);

        using var store = await _cache.OpenAsync();
        Assert.Equal(20_000, store.Index[new ClipKey("long", 0)].Windows);
        var rows = await store.AllAsync();
        Assert.Equal(20_002, rows.Count);
        Assert.Equal(Some.Embedding(new ClipKey("long", 0), 19_999), rows[(new ClipKey("long", 0), 19_999)]);
    }

    [Fact]
    public async Task A_part_closes_by_itself_when_it_is_full()
    {
        using var store = await _cache.OpenAsync(partBytes: 3 * 2 * TemporaryCache.Dimension * sizeof(float));
        for (var i = 0; i < 7; i++) await store.AddAsync(Some.Clip($"{i}"), Token);
        Assert.Equal(2, _cache.Parts.Length);
        Assert.Equal(12, (await store.AllAsync()).Count);
    }

    [Fact]
    public async Task Flushing_nothing_writes_nothing()
    {
        using var store = await _cache.OpenAsync();
        await store.FlushAsync(Token);
        await store.FlushAsync(Token);
        Assert.Empty(_cache.Files());
    }

    [Fact]
    public async Task Disposal_without_a_flush_leaves_no_trace()
    {
        using (var store = await _cache.OpenAsync()) await store.AddAsync(Some.Clip("a"), Token);
        Assert.Empty(_cache.Files());
    }

    [Theory]
    [InlineData(50)]
    [InlineData(3000, Traits = ["Category", "Slow"])]
    public async Task Any_number_of_small_parts_is_one_store(int parts)
    {
        using (var writer = await _cache.OpenAsync(partBytes: 1))
            for (var i = 0; i < parts; i++) await writer.AddAsync(Some.Clip($"clip-{i}", windows: 1), Token);
        Assert.Equal(parts, _cache.Parts.Length);

        using var store = await _cache.OpenAsync();
        Assert.Equal(parts, store.Index.Count);
        Assert.Equal(parts, (await store.AllAsync()).Count);
    }

    [Fact]
    public async Task A_cancelled_add_is_wholly_absent_and_the_rest_is_kept()
    {
        using var store = await _cache.OpenAsync();
        await store.AddAsync(Some.Clip("kept"), Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await store.AddAsync(Some.Clip("cancelled"), new CancellationToken(canceled: true)));
        await store.FlushAsync(Token);
        Assert.Equal("kept", Assert.Single((await store.AllAsync()).Keys.Select(row => row.Clip.Clip).Distinct()));
    }

    [Fact]
    public async Task A_folder_is_written_by_one_store_at_a_time_and_may_be_looked_at_meanwhile()
    {
        using (var store = await _cache.OpenAsync())
        {
            var e = await Assert.ThrowsAsync<CacheException>(() => _cache.OpenAsync());
            Assert.StartsWith($"The cache folder {_cache.Folder} is being written by this process already", e.Message);
            using var looking = await _cache.OpenAsync(readOnly: true);
            await store.AddAsync(Some.Clip("a"), Token);
            await store.FlushAsync(Token);
        }
        await Assert.ThrowsAsync<CacheException>(() => _cache.OpenAsync(dimension: 3));
        using var next = await _cache.OpenAsync();
        Assert.Single(next.Index);
    }

    [Fact]
    public async Task Reading_stops_when_cancelled()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        using var store = await _cache.OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.ReadAsync(_ => true, (_, _, _) => { }, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Adding_and_flushing_from_many_threads_loses_nothing()
    {
        using (var writer = await _cache.OpenAsync())
        {
            await Parallel.ForAsync(0, 200, Token, async (i, token) =>
            {
                await writer.AddAsync(Some.Clip($"clip-{i}"), token);
                if (i % 10 == 0) await writer.FlushAsync(token);
            });
            await writer.FlushAsync(Token);
        }
        using var store = await _cache.OpenAsync();
        Assert.Equal(200, store.Index.Count);
        Assert.All(store.Index.Values, entry => Assert.Equal(2, entry.Windows));
    }
}
