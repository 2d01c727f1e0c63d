using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;

namespace Hares.Pipeline.Tests.Graph;

public class CapacitiesTests
{
    private const double ClipSeconds = 10;
    private const double LogMelBytes = 320_000;

    // A decoding worker needs 1.92 MB, a clip on its way 0.64 MB of samples and two times 0.32 MB of log-mel.
    [Theory]
    [InlineData(1, 1 << 30, 64)] // more than 64 clips a stage help nobody
    [InlineData(2, 1 << 30, 64)]
    [InlineData(1, 14_720_000, 5)] // 1.92 MB and ten clips
    [InlineData(1, 4_480_000, 1)] // 1.92 MB and two clips: the least
    [InlineData(2, 8_960_000, 2)]
    [InlineData(4, 17_920_000, 4)]
    public void Stages_hold_as_many_clips_as_the_budget_has_room_for(int threads, long memoryBytes, int clips)
    {
        var capacities = Capacities.For(Embed(threads, memoryBytes), ClipSeconds, [16_000], LogMelBytes);

        Assert.Equal((threads, threads), (capacities.DecodeParallelism, capacities.LogMelParallelism));
        Assert.Equal((clips, clips), (capacities.DecodedClips, capacities.FeatureClips));
    }

    [Theory]
    [InlineData(1, 4_479_999, "5MiB")]
    [InlineData(2, 1, "9MiB")]
    public void A_budget_without_room_for_two_clips_a_thread_is_refused_with_one_that_has_it(int threads, long memoryBytes, string enough)
    {
        var fault = Assert.Throws<UsageException>(() => Capacities.For(Embed(threads, memoryBytes), ClipSeconds, [16_000], LogMelBytes));

        Assert.Contains($"cannot hold {2 * threads} clips of 10 s", fault.Message);
        Assert.Contains($"raise it to \"{enough}\"", fault.Message);
    }

    private static EmbedSettings Embed(int threads, long memoryBytes) =>
        new() { Device = "cpu", MemoryBytes = memoryBytes, Threads = threads, Batch = 32, FlushSeconds = 20 };
}
