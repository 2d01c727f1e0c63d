using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

public sealed class CapacitiesTests : IDisposable
{
    /// <summary>
    /// A worker takes 40 and two clips of 10 + 2 x 5, together 80. Seven batches are open, in work or waiting: they hold on to 5 each, and a window
    /// of theirs takes 7 x 2 and 6 in the network, together 20.
    /// </summary>
    private static readonly ClipSizes Sizes = new(
        Seconds: 10, Decoding: 40, Samples: 10, LogMel: 5,
        [
            new(Batch: 2, Network: 6, IsOnGpu: false),
            new(Batch: 1, Network: 0, IsOnGpu: false)
        ],
        OpenBatches: 1);

    private readonly Workplace _place = new(clips: 12);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(1, 1_000_000, 1, 64)] // more than 64 clips a stage help nobody
    [InlineData(8, 1_000_000, 8, 64)]
    [InlineData(1, 135, 1, 1)] // batches of one window
    [InlineData(1, 275, 1, 3)] // batches of four windows, and six clips beside the one worker
    [InlineData(8, 275, 2, 2)] // or two workers and four clips
    [InlineData(8, 355, 3, 3)]
    [InlineData(8, 354, 2, 3)]
    [InlineData(64, 355, 3, 3)] // room for three workers, however many threads there are
    public void Workers_and_waiting_clips_are_as_many_as_the_budget_has_room_for(int threads, long memoryBytes, int workers, int clips)
    {
        var capacities = Capacities.For(File(threads, memoryBytes), Sizes);

        Assert.Equal(workers, capacities.Workers);
        Assert.Equal((clips, clips), (capacities.DecodedClips, capacities.FeatureClips));
    }

    [Theory]
    [InlineData(16, 1, 15)]
    [InlineData(16, 2, 14)]
    [InlineData(1, 1, 1)]
    public void A_thread_is_kept_for_each_copy_of_a_network_on_a_GPU_which_is_fed_by_two_workers(int threads, int copies, int workers)
    {
        var file = File(threads, memoryBytes: 1_000_000);

        var capacities = Capacities.For(
            file with { Embed = file.Embed with { Devices = [.. Enumerable.Repeat("cuda:0", copies)] } },
            Sizes with { Windows = [new(Batch: 2, Network: 0, IsOnGpu: true)] });

        Assert.Equal((workers, 2 * copies), (capacities.Workers, capacities.EmbedParallelism));
    }

    [Theory]
    [InlineData(1_000_000, 4)]
    [InlineData(275, 4)] // half of what the first worker and the clips held leave
    [InlineData(274, 3)]
    [InlineData(135, 1)]
    public void A_batch_has_as_many_windows_as_half_of_the_rest_has_room_for_up_to_the_limit_given(long memoryBytes, int windows)
    {
        var file = File(threads: 1, memoryBytes);

        Assert.Equal(windows, Capacities.For(file, Sizes).LimitOf(Sizes.Windows[0], file.Embed).For(frames: 1));
    }

    [Theory]
    [InlineData(false, null, 32)]
    [InlineData(true, null, 256)]
    [InlineData(true, 64, 64)]
    public void A_GPU_begins_with_small_batches_and_is_given_larger_ones(bool isOnGpu, int? given, int most)
    {
        var file = File(threads: 1, memoryBytes: 1_000_000);
        var limit = Capacities.For(file, Sizes).LimitOf(new(Batch: 2, Network: 0, isOnGpu), file.Embed with { Batch = given });

        Assert.Equal((most, isOnGpu), (limit.For(1), limit.Grows));
    }

    [Fact]
    public void Each_device_has_a_worker_a_batch_in_work_and_one_waiting()
    {
        var file = File(threads: 1, memoryBytes: 1_000_000);

        var capacities = Capacities.For(file with { Embed = file.Embed with { Devices = ["cpu", "cpu", "cpu"] } }, Sizes);

        Assert.Equal((3, 6, 11), (capacities.EmbedParallelism, capacities.Batches, capacities.BatchesInFlight));
    }

    [Fact]
    public void A_budget_without_room_for_one_worker_is_refused_with_one_that_has_it()
    {
        var fault = Assert.Throws<PipelineFileException>(() => Capacities.For(File(threads: 4, memoryBytes: 134), Sizes));

        Assert.EndsWith(
            "$.embed.memory: 134 B cannot hold clips of 10 s and a window of them in each network; raise it to \"1MiB\", " +
            "or lower data.maxClipSeconds or the tasks' windows.", fault.Message);
    }

    private PipelineFile File(int threads, long memoryBytes)
    {
        var file = PipelineReader.Read(_place.FilePath);
        return file with { Embed = file.Embed with { Threads = threads, MemoryBytes = memoryBytes, Batch = 4 } };
    }
}
