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
        const int Wide = 1536, PerRound = 1000, Rounds = 8;
        using var store = await _cache.OpenAsync(Wide, partBytes: 4 << 20);
        var embedding = Some.Embedding(Some.Clip("any", windows: 1, dimension: 1).Key, 0, dimension: Wide);
        var leastAllocated = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes();
            for (var i = 0; i < PerRound; i++)
                await store.AddAsync(
                    Some.Clip($"{round} {i}", windows: 1, dimension: 1) with { Windows = [new CachedWindow(0, 1, embedding)] }, Token);
            leastAllocated = Math.Min(leastAllocated, GC.GetTotalAllocatedBytes() - before);
        }

        // The least of some rounds: the first few fill the pools, one for each thread, and a collection may empty them once.
        Assert.True(leastAllocated < (long)PerRound * Wide * sizeof(float) / 2, $"{leastAllocated} bytes");
    }
}
