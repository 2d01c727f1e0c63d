using Hares.Pipeline.Graph;
using Hares.Pipeline.Progress;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tests.Support;
using Serilog;
using Serilog.Core;
using Serilog.Events;

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
        var monitor = new ProgressMonitor(new EmbeddingPlan([set]), new RunCounters(), [], new Stage("probe", 1, clock), 1, Logger.None, clock);

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

    [Fact]
    public async Task Time_left_goes_by_windows_and_their_length()
    {
        var clock = new SetClock();
        var notes = await Some.SetAsync(Some.Encoder(), Some.Dataset("notes", "train", "train", "test"), lengthSeconds: 5);
        var digits = await Some.SetAsync(Some.Encoder(), Some.Dataset("digits", "train", "test"));
        foreach (var set in new[] { notes, digits })
            for (var clip = 0; clip < set.Dataset.Clips.Count; clip++)
                set.Schedule(clip);
        var monitor = new ProgressMonitor(new EmbeddingPlan([notes, digits]), new RunCounters(), [], new Stage("probe", 1, clock), 1, Logger.None, clock);

        clock.Seconds = 10;
        Assert.Null(monitor.Look().Left);
        notes.Settle(0, 0); // skipped: what others take is not known yet
        Assert.Null(monitor.Look().Left);
        notes.Settle(1, 4); // 20 s of windows in 10 s; two a clip are expected: 10 s of the third note, 4 s of the two digits
        Assert.Equal(7, monitor.Look().Left!.Value.TotalSeconds, 1e-6);
        notes.Settle(2, 2); // 30 s in 10 s; of three clips six windows
        digits.Settle(0, 0); // skipped: the other digit may well have the usual one and a half
        Assert.Equal(10 / 30.0 * 1.5, monitor.Look().Left!.Value.TotalSeconds, 1e-6);
        digits.Settle(1, 1);
        Assert.Equal(TimeSpan.Zero, monitor.Look().Left);
    }

    [Fact]
    public async Task Clips_to_come_are_like_those_of_their_set()
    {
        var clock = new SetClock();
        var notes = await Some.SetAsync(Some.Encoder(), Some.Dataset("notes", "train"), lengthSeconds: 5);
        var digits = await Some.SetAsync(Some.Encoder(), Some.Dataset("digits", "train", "test"));
        notes.Schedule(0);
        digits.Schedule(0);
        digits.Schedule(1);
        var monitor = new ProgressMonitor(new EmbeddingPlan([notes, digits]), new RunCounters(), [], new Stage("probe", 1, clock), 1, Logger.None, clock);

        clock.Seconds = 10;
        notes.Settle(0, 6);
        digits.Settle(0, 1); // 31 s of windows in 10 s; the other digit has one, too
        Assert.Equal(10 / 31.0, monitor.Look().Left!.Value.TotalSeconds, 1e-6);
        digits.Settle(1, 1);
        Assert.Equal(TimeSpan.Zero, monitor.Look().Left);
    }

    [Fact]
    public async Task Time_left_that_no_clock_can_tell_is_not_told()
    {
        var clock = new SetClock();
        var set = await Some.SetAsync(Some.Encoder(), Some.Dataset("tones", "train", "train", "test"));
        for (var clip = 0; clip < 3; clip++) set.Schedule(clip);
        var monitor = new ProgressMonitor(new EmbeddingPlan([set]), new RunCounters(), [], new Stage("probe", 1, clock), 1, Logger.None, clock);

        set.Settle(0, 1);
        clock.Seconds = (long)(TimeSpan.MaxValue.TotalSeconds * 0.9);

        Assert.Null(monitor.Look().Left);
    }

    [Fact]
    public async Task A_view_that_breaks_is_told_and_the_work_is_waited_for()
    {
        var clock = new SetClock();
        var told = new CollectingSink();
        using var log = new LoggerConfiguration().WriteTo.Sink(told).CreateLogger();
        var monitor = new ProgressMonitor(new EmbeddingPlan([]), new RunCounters(), [], new Stage("probe", 1, clock), 1, log, clock);
        var work = new TaskCompletionSource();

        var shown = monitor.ShowAsync(() => new BrokenView(), work.Task);

        Assert.False(shown.IsCompleted);
        Assert.Equal("progress is not shown any more; the run goes on", Assert.Single(told.Events).MessageTemplate.Text);
        work.SetException(new IOException("the disk is full"));
        await Assert.ThrowsAsync<IOException>(() => shown);
    }

    [Fact]
    public async Task Stages_that_share_their_workers_limit_together()
    {
        var clock = new SetClock();
        var set = await Some.SetAsync(Some.Encoder(), Some.Dataset("tones", "train", "test"));
        var (decode, logMel, embed) = (new Stage("decode", 4, clock), new Stage("log-mel", 4, clock), new Stage("embed", 1, clock));
        var monitor = new ProgressMonitor(
            new EmbeddingPlan([set]), new RunCounters(), [[decode, logMel], [embed]], new Stage("probe", 1, clock), 1, Logger.None, clock);

        Work(decode, 24); // ten seconds of four workers, all taken
        Work(logMel, 16);
        Work(embed, 9);
        Assert.Equal("decode", monitor.Look().Bottleneck);
        Work(decode, 1);
        Work(logMel, 2);
        Work(embed, 1);
        Assert.Equal("embed", monitor.Look().Bottleneck);
        Assert.Null(monitor.Look().Bottleneck);

        void Work(Stage stage, long seconds)
        {
            var started = stage.Start();
            clock.Seconds += seconds;
            stage.Finish(started);
        }
    }

    private sealed class BrokenView : IProgressView
    {
        public Task ShowAsync(Func<ProgressSnapshot> look, Task work) => throw new InvalidOperationException("this terminal cannot be drawn on");
    }

    private sealed class CollectingSink : ILogEventSink
    {
        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Add(logEvent);
    }
}
