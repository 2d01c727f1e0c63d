using Hares.Pipeline.Progress;

namespace Hares.Pipeline.Tests.Progress;

public class ProgressLineTests
{
    [Fact]
    public void A_line_tells_how_far_each_dataset_is_how_fast_and_what_limits()
    {
        var snapshot = Snapshot(new DatasetProgress("esc-50", 1500, 2000), new DatasetProgress("notes", 0, 500)) with
        {
            ClipsPerSecond = 10,
            RealTimeFactor = 1234,
            Left = TimeSpan.FromSeconds(100),
            Skipped = 2,
            Bottleneck = "embed",
            ProbesDone = 1,
            Probes = 4,
        };

        Assert.Equal(
            "2:30  esc-50 1,500/2,000, notes 0/500; probes 1/4; 10.0 clips/s, 1,234x real time, 1:40 left, limited by embed, 2 skipped",
            ProgressLine.Of(snapshot));
    }

    [Fact]
    public void Of_many_datasets_only_those_under_way_are_named()
    {
        var snapshot = Snapshot(new("audioset", 10, 10), new("birdsong", 3, 4), new("tut18", 0, 2_000), new("esc-50", 0, 1));

        Assert.Equal("2:30  birdsong 3/4; 1 of 4 datasets, 13/2,015 in all; 0.0 clips/s, 0x real time", ProgressLine.Of(snapshot));
    }

    [Fact]
    public void Before_the_first_clip_no_speed_is_told() =>
        Assert.Equal("2:30  esc-50 0/2,000", ProgressLine.Of(Snapshot(new DatasetProgress("esc-50", 0, 2000)) with { Bottleneck = "decode" }));

    [Fact]
    public void When_all_is_embedded_no_time_is_left_and_nothing_limits() =>
        Assert.Equal(
            "2:30  esc-50 2,000/2,000; probes 0/1; 13.3 clips/s, 0x real time",
            ProgressLine.Of(Snapshot(new DatasetProgress("esc-50", 2000, 2000)) with
            {
                ClipsPerSecond = 13.33,
                Left = TimeSpan.Zero,
                Bottleneck = "write",
                Probes = 1,
            }));

    [Fact]
    public void A_run_on_a_full_cache_says_so() =>
        Assert.Equal("2:30  nothing to embed; probes 1/2", ProgressLine.Of(Snapshot() with { ProbesDone = 1, Probes = 2 }));

    [Fact]
    public void Hours_are_told_as_hours() =>
        Assert.StartsWith("26:05:09  ", ProgressLine.Of(Snapshot() with { Elapsed = new TimeSpan(26, 5, 9) }));

    private static ProgressSnapshot Snapshot(params DatasetProgress[] datasets) => new()
    {
        Elapsed = TimeSpan.FromSeconds(150),
        Datasets = datasets,
        ClipsPerSecond = 0,
        RealTimeFactor = 0,
        Left = null,
        Skipped = 0,
        Bottleneck = null,
        ProbesDone = 0,
        Probes = 0,
    };
}
