using Hares.Probe.Metrics;
using Hares.Probe.Statistics;

namespace Hares.Probe.Tests.Statistics;

/// <summary>
/// How often the interval of a test set holds the mean score of all test sets of its size. What is drawn follows from seeds: a failure is a change.
/// The numbers of docs/hares.md come from more test sets and resamples.
/// </summary>
public class BootstrapCoverageTests(ITestOutputHelper output)
{
    private const int TestSets = 400, Resamples = 200;

    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    public void An_accuracy_is_held_about_as_often_as_is_said(int clips) => AssertCovered(clips, least: 0.92, set =>
    {
        var random = new SplitMix64(seed: 1, set);
        float[][] scores = [.. Enumerable.Range(0, clips).Select(_ => random.NextUnit() < 0.75 ? new[] { 1f, 0f } : [0f, 1f])];
        return MetricOf.Prepare(Metric.Accuracy, scores, [.. scores.Select(_ => new[] { 0 })], classes: 2);
    });

    [Theory]
    [InlineData(40, 10)]
    [InlineData(100, 50)] // 0.79 without the centring
    public void A_mean_average_precision_is_held_nearly_as_often_as_is_said(int clips, int classes) => AssertCovered(clips, least: 0.9, set =>
    {
        var random = new SplitMix64(seed: 2, set);
        int[][] labels = [.. Enumerable.Range(0, clips).Select(_ => Enumerable.Range(0, classes).Where(_ => random.NextUnit() < 0.15).ToArray())];
        float[][] scores =
        [
            .. labels.Select(labels =>
                Enumerable.Range(0, classes).Select(k => (float)(random.NextNormal() + (labels.Contains(k) ? 1.5 : 0))).ToArray())
        ];
        return MetricOf.Prepare(Metric.MeanAveragePrecision, scores, labels, classes);
    });

    private void AssertCovered(int clips, double least, Func<int, WeightedMetric> metricOfSet)
    {
        int[] once = [.. Enumerable.Repeat(1, clips)];
        var metrics = Enumerable.Range(0, TestSets).Select(metricOfSet).ToList();
        double mean = metrics.Average(metric => metric(once));
        var intervals = metrics
            .Select((metric, set) => Bootstrap.Interval([(clips, [metric])], Resamples, seed: set, TestContext.Current.CancellationToken))
            .ToList();

        double covered = intervals.Average(interval => interval.Low <= mean && mean <= interval.High ? 1.0 : 0);

        output.WriteLine($"{clips} clips: mean score {mean:0.000}, held by {covered:P1} of the intervals");
        Assert.InRange(covered, least, 0.99);
        Assert.All(metrics.Zip(intervals), pair => Assert.InRange(pair.First(once), pair.Second.Low, pair.Second.High));
    }
}
