using Hares.Ingest.Clips;

namespace Hares.Ingest.Tests.Clips;

public sealed class WindowPlanTests
{
    private const int RateHz = 100;

    [Theory] // windows of 100 samples
    [InlineData(0, 100, 0)]
    [InlineData(1, 100, 1)]
    [InlineData(99, 100, 1)]
    [InlineData(100, 100, 1)]
    [InlineData(101, 100, 1)]
    [InlineData(199, 100, 1)]
    [InlineData(200, 100, 2)]
    [InlineData(201, 100, 2)]
    [InlineData(149, 50, 1)]
    [InlineData(150, 50, 2)]
    [InlineData(200, 50, 3)]
    [InlineData(100, 250, 1)]
    [InlineData(349, 250, 1)]
    [InlineData(350, 250, 2)]
    [InlineData(int.MaxValue, 1_000_000_000, 3)]
    public void Every_whole_window_counts_and_a_short_clip_gives_one(int samples, int hopSamples, int expected)
    {
        var windows = new WindowPlan(1, hopSamples / (double)RateHz).Windows(samples, RateHz);

        Assert.Equal(expected, windows.Count);
        Assert.All(windows, window => Assert.Equal(new Window(window.Index, window.Index * hopSamples, 100), window));
        Assert.Equal(Enumerable.Range(0, expected), windows.Select(window => window.Index));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(0.004, 1)]
    [InlineData(1, 0.004)]
    [InlineData(1e9, 1)]
    public void A_plan_without_a_length_or_hop_of_at_least_one_sample_is_refused(double length, double hop) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowPlan(length, hop).Windows(1000, RateHz));

    [Fact]
    public void A_negative_clip_or_rate_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowPlan.Consecutive(1).Windows(-1, RateHz));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowPlan.Consecutive(1).Windows(1, 0));
    }

    [Theory]
    [InlineData(3, 3, "3s")]
    [InlineData(0.96, 0.96, "0.96s")]
    [InlineData(3, 1.5, "3s-every-1.5s")]
    public void The_name_tells_length_and_hop(double length, double hop, string expected) =>
        Assert.Equal(expected, new WindowPlan(length, hop).ToString());

    [Theory] // windows of 100 samples
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 0 })]
    [InlineData(100, new[] { 0 })]
    [InlineData(101, new[] { 0, 0, 0, 1 })]
    [InlineData(400, new[] { 0, 100, 200, 300 })]
    [InlineData(1000, new[] { 0, 300, 600, 900 })]
    public void Spread_windows_reach_from_the_beginning_to_the_end(int samples, int[] starts)
    {
        var windows = WindowPlan.EquallySpaced(1, 4).Windows(samples, RateHz);

        Assert.Equal(starts, windows.Select(window => window.StartSample));
        Assert.All(windows, window => Assert.Equal(100, window.LengthSamples));
    }

    [Fact]
    public void Spread_windows_of_the_longest_clip_do_not_overflow() =>
        Assert.Equal(int.MaxValue - 100, WindowPlan.EquallySpaced(1, 10).Windows(int.MaxValue, RateHz)[9].StartSample);

    [Fact]
    public void One_window_cannot_be_spread() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowPlan.EquallySpaced(1, 1).Windows(1000, RateHz));

    [Fact]
    public void The_name_of_a_spread_plan_tells_its_number() => Assert.Equal("3s-x10", WindowPlan.EquallySpaced(3, 10).ToString());

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(9, 3)]
    public void The_number_of_windows_is_estimated_from_the_length(double seconds, double expected)
    {
        Assert.Equal(expected, WindowPlan.Consecutive(3).Count(seconds));
        Assert.Equal(10, WindowPlan.EquallySpaced(3, 10).Count(seconds));
    }
}
