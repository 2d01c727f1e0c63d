using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

public sealed class CapacitiesTests : IDisposable
{
    /// <summary>Batches take 7 x 100 bytes; a worker takes 40 and two clips of 10 + 2 x 5.</summary>
    private static readonly ClipSizes Sizes = new(Seconds: 10, Decoding: 40, Samples: 10, LogMel: 5, Batch: 100, OpenBatches: 1);

    private readonly Workplace _place = new(clips: 12);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(1, 1_000_000, 1, 64)] // more than 64 clips a stage help nobody
    [InlineData(8, 1_000_000, 8, 64)]
    [InlineData(1, 940, 1, 5)] // one worker's 40 bytes, and ten clips
    [InlineData(1, 780, 1, 1)]
    [InlineData(2, 860, 2, 2)]
    [InlineData(64, 860, 2, 2)] // room for two workers, however many threads there are
    [InlineData(64, 859, 1, 2)]
    public void Workers_and_waiting_clips_are_as_many_as_the_budget_has_room_for(int threads, long memoryBytes, int workers, int clips)
    {
        var capacities = Capacities.For(File(threads, memoryBytes), Sizes);

        Assert.Equal((workers, workers), (capacities.DecodeParallelism, capacities.LogMelParallelism));
        Assert.Equal((clips, clips), (capacities.DecodedClips, capacities.FeatureClips));
    }

    [Fact]
    public void A_budget_without_room_for_one_worker_is_refused_with_one_that_has_it()
    {
        var fault = Assert.Throws<PipelineFileException>(() => Capacities.For(File(threads: 4, memoryBytes: 779), Sizes));

        Assert.EndsWith(
            "$.embed.memory: 779 B cannot hold clips of 10 s; raise it to \"1MiB\", or lower data.maxClipSeconds or embed.batch.", fault.Message);
    }

    private PipelineFile File(int threads, long memoryBytes)
    {
        var file = PipelineReader.Read(_place.FilePath);
        return file with { Embed = file.Embed with { Threads = threads, MemoryBytes = memoryBytes } };
    }
}
