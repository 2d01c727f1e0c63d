using Hares.Embed.Cache;
using Hares.Embed.Tests.Cache.Support;
using static Hares.Embed.Tests.Cache.Support.CurrentTest;

namespace Hares.Embed.Tests.Cache;

/// <summary>Parts that changed though their size and time did not, so that no checksum is compared.</summary>
public sealed class DamagedPartTests : IDisposable
{
    private readonly TemporaryCache _cache = new();

    public void Dispose() => _cache.Dispose();

    [Theory]
    [InlineData(0x01)]
    [InlineData(0xFF)]
    public async Task Wherever_a_byte_is_damaged_the_part_is_listed_or_named_when_it_is_read(byte flipped)
    {
        await _cache.WritePartsAsync(Some.Clip("a"));
        var path = _cache.Parts[0];
        var (bytes, time) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
        var (listed, named) = (0, 0);
        for (var place = 0; place < bytes.Length; place++)
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= flipped;
            File.WriteAllBytes(path, damaged);
            File.SetLastWriteTimeUtc(path, time);
            try
            {
                using var store = await _cache.OpenAsync(readOnly: true);
                if (store.Damaged.Count > 0)
                {
                    Assert.Equal(path, Assert.Single(store.Damaged).Path);
                    Assert.Empty(store.Index);
                    listed++;
                }
                else
                    await store.ReadAsync(_ => true, (_, _, _) => { }, cancellation: Token);
            }
            catch (CacheException e)
            {
                Assert.Contains(Path.GetFileName(path), e.Message);
                named++;
            }
        }

        Assert.InRange(listed, 1, bytes.Length);
        Assert.InRange(named, 1, bytes.Length);
    }
}
