using Hares.Pipeline.Graph;
using Hares.Pipeline.Progress;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Progress;

public class ProgressMonitorTests
{
    [Fact]
    public async Task Speeds_are_of_the_time_in_which_clips_were_embedded()
    {
        var clock = new SetClock();
        var set = await Some.SetAsync(Some.Encoder(), Some.Dataset("tones", "train", "test"));
        set.Schedule(0);
        set.Schedule(1);
        var monitor = new ProgressMonitor(new EmbeddingPlan([set]), new RunCounters(), [], new Stage("probe", 1, clock), 1, clock);

        set.Settle(0, 1);
        clock.Seconds = 2;
        Assert.Equal(0.5, monitor.Look().ClipsPerSecond);
        set.Settle(1, 1);
        clock.Seconds = 4;
        Assert.Equal(0.5, monitor.Look().ClipsPerSecond);
        clock.Seconds = 100; // only the probe is still at work

        var last = monitor.Look();
        Assert.Equal((0.5, 100), (last.ClipsPerSecond, last.Elapsed.TotalSeconds));
    }
}
