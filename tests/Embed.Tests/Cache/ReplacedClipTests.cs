using Hares.Embed.Cache;
using Hares.Embed.Tests.Cache.Support;
using static Hares.Embed.Tests.Cache.Support.CurrentTest;

namespace Hares.Embed.Tests.Cache;

public sealed class ReplacedClipTests : IDisposable
{
    private readonly TemporaryCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task A_clip_added_again_replaces_its_rows_and_leaves_its_neighbours()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"), Some.Clip("c", windows: 3));
        using (var store = await _cache.OpenAsync())
        {
            await store.AddAsync(Some.Clip("b", windows: 1, version: 2), Token);
            await store.FlushAsync(Token);
            await AssertVersionTwoOfB(store);
        }
        Assert.Equal(2, _cache.Files().Length);
        using var reopened = await _cache.OpenAsync();
        Assert.Equal(Some.Source("b", version: 2), reopened.Index[new ClipKey("b", 0)].Source);
        await AssertVersionTwoOfB(reopened);
    }

    [Fact]
    public async Task Removed_clips_are_gone_and_other_views_stay()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("a", view: 1), Some.Clip("b"));
        using (var store = await _cache.OpenAsync())
        {
            await store.RemoveAsync([new ClipKey("a", 1), new ClipKey("b", 0), new ClipKey("unknown", 0)], Token);
            Assert.Equal(new ClipKey("a", 0), Assert.Single((await store.AllAsync()).Keys.Select(row => row.Clip).Distinct()));
            await store.FlushAsync(Token);
        }

        using var reopened = await _cache.OpenAsync();
        Assert.Equal(new ClipKey("a", 0), Assert.Single(reopened.Index).Key);
        Assert.Single(_cache.Files());
    }

    [Fact]
    public async Task Parts_written_anew_or_deleted_before_a_reader_comes_to_them_cost_it_nothing()
    {
        await _cache.WritePartsAsync(Some.Clip("a"), Some.Clip("b"));
        await WriteOnePartAsync(Some.Clip("c"), Some.Clip("d"));
        using var store = await _cache.OpenAsync();
        var read = new List<string>();
        await store.ReadAsync(_ => true, (clip, window, _) =>
        {
            read.Add($"{clip.Clip}{window}");
            if (read.Count > 1) return;
            // A visitor cannot wait otherwise, and must not go on before.
            store.RemoveAsync([new ClipKey("b", 0), new ClipKey("c", 0)], Token).GetAwaiter().GetResult();
            store.FlushAsync(Token).GetAwaiter().GetResult();
        }, cancellation: Token);
        Assert.Equal(["a0", "a1", "d0", "d1"], read);
    }

    [Fact]
    public async Task A_part_that_rows_were_taken_out_of_is_noted_as_verified()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"));
        await RemoveAsync("b");
        Assert.StartsWith(Path.GetFileName(_cache.Parts[0]) + " ", Assert.Single(File.ReadAllLines(Path.Combine(_cache.Folder, "_verified"))));
    }

    [Fact]
    public async Task A_part_without_rows_left_is_deleted()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"));
        using var store = await _cache.OpenAsync();
        await store.RemoveAsync([new ClipKey("a", 0), new ClipKey("b", 0)], Token);
        await store.FlushAsync(Token);
        Assert.Empty(_cache.Files());
        Assert.Empty(await store.AllAsync());
    }

    [Fact]
    public async Task Clips_of_one_part_replaced_one_flush_at_a_time_end_up_once_each()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"), Some.Clip("c"));
        using var store = await _cache.OpenAsync();
        foreach (var id in new[] { "a", "b", "c" })
        {
            await store.AddAsync(Some.Clip(id, version: 2), Token);
            await store.FlushAsync(Token);
        }
        var rows = await store.AllAsync();
        Assert.Equal(6, rows.Count);
        foreach (var ((clip, window), embedding) in rows) Assert.Equal(Some.Embedding(clip, window, version: 2), embedding);
        Assert.Equal(3, _cache.Parts.Length);
    }

    [Fact]
    public async Task A_crash_before_old_rows_go_leaves_duplicates_of_which_the_newest_count()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"));
        var old = _cache.Parts[0];
        var bytes = File.ReadAllBytes(old);
        using (var store = await _cache.OpenAsync())
        {
            await store.AddAsync(Some.Clip("b", version: 2), Token);
            await store.FlushAsync(Token);
        }
        File.WriteAllBytes(old, bytes); // as if it had never been rewritten
        File.Delete(_cache.Parts.Single(path => Path.GetFileName(path).StartsWith("part-000001-1", StringComparison.Ordinal)));
        using (var looking = await _cache.OpenAsync(readOnly: true)) Assert.Equal(4, (await looking.AllAsync()).Count);
        Assert.True(File.Exists(old));

        using var reopened = await _cache.OpenAsync();

        var rows = await reopened.AllAsync();
        Assert.Equal(4, rows.Count);
        Assert.Equal(Some.Embedding(new ClipKey("b", 0), 0, version: 2), rows[(new ClipKey("b", 0), 0)]);
        Assert.Equal(Some.Source("b", version: 2), reopened.Index[new ClipKey("b", 0)].Source);
        Assert.False(File.Exists(old));
    }

    [Fact]
    public async Task A_crash_between_the_new_file_and_the_deletion_of_the_old_brings_no_removed_clip_back()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"));
        var old = _cache.Parts[0];
        var bytes = File.ReadAllBytes(old);
        await RemoveAsync("b");
        File.WriteAllBytes(old, bytes);

        using var reopened = await _cache.OpenAsync();

        Assert.Equal("a", Assert.Single(reopened.Index).Key.Clip);
        Assert.Equal(2, (await reopened.AllAsync()).Count);
        Assert.Single(_cache.Files());
    }

    [Fact]
    public async Task A_damaged_rewriting_falls_back_to_the_old_file_when_that_is_still_there()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"));
        var old = _cache.Parts[0];
        var bytes = File.ReadAllBytes(old);
        await RemoveAsync("b");
        File.WriteAllBytes(_cache.Parts[0], []);
        File.WriteAllBytes(old, bytes);

        using var reopened = await _cache.OpenAsync();

        Assert.Single(reopened.Damaged);
        Assert.Equal(2, reopened.Index.Count);
    }

    [Fact]
    public async Task Clips_removed_one_by_one_cost_their_part_one_rewriting()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"), Some.Clip("c"));
        using var store = await _cache.OpenAsync();
        await store.RemoveAsync([new ClipKey("a", 0)], Token);
        await store.RemoveAsync([new ClipKey("c", 0)], Token);
        await store.FlushAsync(Token);
        Assert.StartsWith("part-000001-1-", Path.GetFileName(Assert.Single(_cache.Parts)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_narrowed_to_what_is_outdated_still_lets_that_be_replaced_and_removed()
    {
        await WriteOnePartAsync(Some.Clip("a"), Some.Clip("b"), Some.Clip("c"));
        using (var store = await _cache.OpenAsync())
        {
            store.ForgetAllBut([new ClipKey("b", 0), new ClipKey("c", 0)]);
            Assert.Equal(2, store.Index.Count);
            await store.AddAsync(Some.Clip("b", version: 2), Token);
            await store.RemoveAsync([new ClipKey("c", 0)], Token);
            await store.FlushAsync(Token);
        }
        using var reopened = await _cache.OpenAsync();
        var rows = await reopened.AllAsync();
        Assert.Equal(["a", "a", "b", "b"], rows.Keys.Select(row => row.Clip.Clip).Order());
        Assert.Equal(Some.Embedding(new ClipKey("b", 0), 0, version: 2), rows[(new ClipKey("b", 0), 0)]);
    }

    private async Task RemoveAsync(string id)
    {
        using var store = await _cache.OpenAsync();
        await store.RemoveAsync([new ClipKey(id, 0)], Token);
        await store.FlushAsync(Token);
    }

    private async Task WriteOnePartAsync(params CachedClip[] clips)
    {
        using var store = await _cache.OpenAsync();
        foreach (var clip in clips) await store.AddAsync(clip, Token);
        await store.FlushAsync(Token);
    }

    private static async Task AssertVersionTwoOfB(EmbeddingStore store)
    {
        var rows = await store.AllAsync();
        Assert.Equal(6, rows.Count);
        Assert.Equal(Some.Embedding(new ClipKey("b", 0), 0, version: 2), rows[(new ClipKey("b", 0), 0)]);
        Assert.Equal(Some.Embedding(new ClipKey("a", 0), 1), rows[(new ClipKey("a", 0), 1)]);
        Assert.Equal(Some.Embedding(new ClipKey("c", 0), 2), rows[(new ClipKey("c", 0), 2)]);
    }
}
