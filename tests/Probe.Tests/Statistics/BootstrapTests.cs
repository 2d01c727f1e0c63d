using Hares.Probe.Metrics;
using Hares.Probe.Statistics;

namespace Hares.Probe.Tests.Statistics;

public class BootstrapTests
{
    [Fact]
    public void An_accuracy_gets_the_interval_of_its_binomial_distribution()
    {
        // 200 clips of which 150 are right: 0.75 +- 1.96 sqrt(0.75 * 0.25 / 200)
        var interval = Bootstrap.Interval([(200, [Accuracy(200, 150)])], 2_000, seed: 0, TestContext.Current.CancellationToken);

        Assert.Equal(0.69, interval.Low, 0.01);
        Assert.Equal(0.81, interval.High, 0.01);
    }

    [Fact]
    public void Folds_share_the_clips_uncertainty()
    {
        var whole = Bootstrap.Interval([(200, [Accuracy(200, 150)])], 2_000, seed: 0, TestContext.Current.CancellationToken);
        var folds = Bootstrap.Interval(
            [(100, [Accuracy(100, 75)]), (100, [Accuracy(100, 75)])], 2_000, seed: 0, TestContext.Current.CancellationToken);

        Assert.Equal(whole.Low, folds.Low, 0.01);
        Assert.Equal(whole.High, folds.High, 0.01);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var first = Bootstrap.Interval([(200, [Accuracy(200, 100)])], 500, seed: 3, TestContext.Current.CancellationToken);

        Assert.Equal(first, Bootstrap.Interval([(200, [Accuracy(200, 100)])], 500, seed: 3, TestContext.Current.CancellationToken));
        Assert.NotEqual(first, Bootstrap.Interval([(200, [Accuracy(200, 100)])], 500, seed: 4, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void A_score_without_doubt_has_an_interval_without_width(int right)
    {
        var interval = Bootstrap.Interval([(50, [Accuracy(50, right)])], 100, seed: 0, TestContext.Current.CancellationToken);

        Assert.Equal(new ScoreInterval(right / 50.0, right / 50.0), interval);
    }

    [Fact]
    public void Resamples_without_a_defined_score_are_left_out()
    {
        int calls = 0;
        var interval = Bootstrap.Interval(
            [(1, [_ => Interlocked.Increment(ref calls) % 2 == 0 ? double.NaN : 0.25])], 100, seed: 0, TestContext.Current.CancellationToken);

        Assert.Equal(new ScoreInterval(0.25, 0.25), interval);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.25, 1.75)]
    [InlineData(1, 4)]
    public void A_percentile_lies_between_its_neighbours(double share, double expected) =>
        Assert.Equal(expected, Bootstrap.Percentile([1, 2, 3, 4], share), 1e-12);

    private static WeightedMetric Accuracy(int clips, int right)
    {
        float[][] scores = [.. Enumerable.Range(0, clips).Select(i => i < right ? new[] { 1f, 0f } : [0f, 1f])];
        return MetricOf.Prepare(Metric.Accuracy, scores, [.. scores.Select(_ => new[] { 0 })], 2);
    }
}
