using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hares.Embed.Cache;
using Hares.Embed.Tests.Cache.Support;
using Parquet;
using Parquet.Schema;
using static Hares.Embed.Tests.Cache.Support.CurrentTest;

namespace Hares.Embed.Tests.Cache;

public sealed class InterruptedRunTests : IDisposable
{
    private readonly TemporaryCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Left_over_temporary_files_are_removed()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        File.WriteAllBytes(Path.Combine(_cache.Folder, "_part-0123.tmp"), File.ReadAllBytes(_cache.Parts[0])[..100]);
        using var store = await _cache.OpenAsync();
        Assert.Single(_cache.Files());
        Assert.Single(store.Index);
        Assert.Empty(store.Damaged);
    }

    [Fact]
    public async Task A_temporary_file_that_another_process_is_writing_is_left_alone()
    {
        Directory.CreateDirectory(_cache.Folder);
        using var writing = new FileStream(Path.Combine(_cache.Folder, "_part-0123.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        using var store = await _cache.OpenAsync();
        Assert.Equal([writing.Name], _cache.Files());
    }

    [Fact]
    public async Task Parts_of_one_number_from_two_processes_are_both_read()
    {
        using var other = new TemporaryCache();
        await _cache.WritePartsAsync(Some.Clip("a"));
        await other.WritePartsAsync(Some.Clip("b"));
        File.Copy(other.Parts[0], Path.Combine(_cache.Folder, Path.GetFileName(other.Parts[0])));

        using var store = await _cache.OpenAsync();
        Assert.Equal(["a", "b"], store.Index.Keys.Select(key => key.Clip).Order());
        Assert.Equal(4, (await store.AllAsync()).Count);
    }

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "cut short", bytes => bytes[..(bytes.Length / 2)] },
        { "last byte missing", bytes => bytes[..^1] },
        { "no bytes", _ => [] },
        { "one bit flipped in the middle", bytes => Changed(bytes, bytes.Length / 2) },
        { "first byte changed", bytes => Changed(bytes, 0) },
        { "one byte more", bytes => [.. bytes, 0] },
        { "all zero", bytes => new byte[bytes.Length] },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_part_is_set_aside_and_reported_and_the_others_are_read(string what, Func<byte[], byte[]> damage)
    {
        await _cache.WritePartsAsync(Some.Clip("good"), Some.Clip("bad"));
        var path = _cache.Parts[1];
        File.WriteAllBytes(path, damage(File.ReadAllBytes(path)));

        using var store = await _cache.OpenAsync();

        var damaged = Assert.Single(store.Damaged);
        Assert.True(damaged.Path.EndsWith(".damaged", StringComparison.Ordinal) && File.Exists(damaged.Path), what);
        Assert.Contains("checksum", damaged.Reason);
        Assert.Equal("good", Assert.Single(store.Index).Key.Clip);
        Assert.Equal(2, (await store.AllAsync()).Count);
        Assert.Single(_cache.Parts);
    }

    [Fact]
    public async Task A_damaged_part_is_recomputed_beside_the_one_set_aside()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        File.WriteAllBytes(_cache.Parts[0], []);
        await _cache.WritePartsAsync(Some.Clip("a"));
        using var store = await _cache.OpenAsync();
        Assert.Empty(store.Damaged);
        Assert.Single(store.Index);
        Assert.Equal(2, _cache.Files().Length);
    }

    [Fact]
    public async Task A_file_with_a_footer_but_without_the_columns_is_set_aside()
    {
        Directory.CreateDirectory(_cache.Folder);
        var clip = new DataField<string>("clip", false);
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(clip), stream, cancellationToken: Token))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(clip, ["a", "b"]);
        }
        WriteWithItsChecksum(stream.ToArray());

        using var store = await _cache.OpenAsync();
        Assert.Contains("is missing", Assert.Single(store.Damaged).Reason);
    }

    [Fact]
    public async Task Bytes_that_are_no_Parquet_file_are_set_aside_though_their_checksum_fits()
    {
        Directory.CreateDirectory(_cache.Folder);
        WriteWithItsChecksum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
        using var store = await _cache.OpenAsync();
        Assert.Contains("not a Parquet file", Assert.Single(store.Damaged).Reason);
    }

    [Fact]
    public async Task A_part_whose_name_holds_no_checksum_is_set_aside()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        File.Move(_cache.Parts[0], Path.Combine(_cache.Folder, "part-copy.parquet"));
        using var store = await _cache.OpenAsync();
        Assert.Empty(store.Index);
        Assert.Contains("no checksum", Assert.Single(store.Damaged).Reason);
        Assert.Empty(_cache.Parts);
    }

    [Fact]
    public async Task Looking_only_reports_damage_without_touching_it()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        File.WriteAllBytes(_cache.Parts[0], []);
        var before = _cache.Files();
        using var store = await _cache.OpenAsync(readOnly: true);
        Assert.Equal(_cache.Parts[0], Assert.Single(store.Damaged).Path);
        Assert.Equal(before, _cache.Files());
    }

    [Fact]
    public async Task Looking_only_does_not_read_what_a_run_has_verified()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        var (path, time) = (_cache.Parts[0], File.GetLastWriteTimeUtc(_cache.Parts[0]));
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, Changed(bytes, EmbeddingByte(bytes)));
        using (var changed = await _cache.OpenAsync(readOnly: true)) Assert.Contains("checksum", Assert.Single(changed.Damaged).Reason);

        File.SetLastWriteTimeUtc(path, time);
        using (var looking = await _cache.OpenAsync(readOnly: true)) Assert.Empty(looking.Damaged);
        using var running = await _cache.OpenAsync();
        Assert.Single(running.Damaged);
    }

    [Fact]
    public async Task A_part_that_vanishes_while_the_store_is_open_is_an_error_that_names_the_folder()
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        using var store = await _cache.OpenAsync();
        File.Delete(_cache.Parts[0]);
        var exception = await Assert.ThrowsAsync<CacheException>(() => store.AllAsync());
        Assert.Contains(_cache.Folder, exception.Message);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_error_that_names_it_and_leaves_nothing()
    {
        using var store = await _cache.OpenAsync();
        Directory.Delete(_cache.Folder);
        var exception = await Assert.ThrowsAsync<CacheException>(async () => await store.AddAsync(Some.Clip("a"), Token));
        Assert.Contains(_cache.Folder, exception.Message);

        Directory.CreateDirectory(_cache.Folder);
        await store.AddAsync(Some.Clip("b"), Token);
        await store.FlushAsync(Token);
        Assert.Equal(2, (await store.AllAsync()).Count);
    }

    private void WriteWithItsChecksum(byte[] bytes) =>
        File.WriteAllBytes(Path.Combine(_cache.Folder, new PartName(1, 0, XxHash3.HashToUInt64(bytes)).ToString()), bytes);

    /// <summary>A place within the embeddings: they are one after another, as they were given.</summary>
    private static int EmbeddingByte(byte[] part) =>
        part.AsSpan().IndexOf(MemoryMarshal.AsBytes<float>(Some.Clip("a").Windows[0].Embedding)) is >= 0 and var place
            ? place
            : throw new InvalidOperationException("the part does not hold the embedding as it was given");

    private static byte[] Changed(byte[] bytes, int index)
    {
        bytes[index] ^= 1;
        return bytes;
    }
}
