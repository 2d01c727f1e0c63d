using System.Text.Json;
using Hares.Probe.Metrics;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Metrics;

public class MetricOfTests
{
    private static readonly JsonElement Reference = Golden.Read("metrics.json");

    [Theory]
    [InlineData(Metric.Accuracy, "labels", "accuracy")]
    [InlineData(Metric.BalancedAccuracy, "labels", "balanced_accuracy")]
    [InlineData(Metric.MacroF1, "labels", "macro_f1")]
    [InlineData(Metric.MeanAveragePrecision, "multilabel", "mean_average_precision")]
    [InlineData(Metric.RocAuc, "multilabel", "mean_roc_auc")]
    public void Equals_scikit_learn(Metric metric, string truth, string expected) =>
        Assert.Equal(Reference.GetProperty(expected).GetDouble(), MetricOf.Score(metric, Scores, Truth(truth), classes: 7), 1e-12);

    [Theory]
    [InlineData(Metric.MeanAveragePrecision, "average_precision_per_class")]
    [InlineData(Metric.RocAuc, "roc_auc_per_class")]
    public void Every_class_equals_scikit_learn(Metric metric, string expected)
    {
        var values = Reference.GetProperty(expected).Doubles();
        for (int c = 0; c < values.Length; c++)
        {
            float[][] oneColumn = [.. Scores.Select(row => new[] { row[c] })];
            int[][] truth = [.. Truth("multilabel").Select(labels => labels.Contains(c) ? [0] : Array.Empty<int>())];
            Assert.Equal(values[c], MetricOf.Score(metric, oneColumn, truth, classes: 1), 1e-12);
        }
    }

    [Theory]
    [InlineData("PN", "21", 1, 1)]      // right order
    [InlineData("PN", "12", 0.5, 0)]    // wrong order
    [InlineData("PN", "11", 0.5, 0.5)]  // a tie
    [InlineData("PNPN", "4321", 0.8333333333333333, 0.75)]
    [InlineData("PNPN", "1111", 0.5, 0.5)]
    [InlineData("PP", "12", 1, double.NaN)]
    [InlineData("NN", "12", double.NaN, double.NaN)]
    [InlineData("", "", double.NaN, double.NaN)]
    public void A_ranking_gives(string truth, string scores, double averagePrecision, double rocAuc)
    {
        float[][] rows = [.. scores.Select(digit => new float[] { digit - '0' })];
        int[][] labels = [.. truth.Select(letter => letter == 'P' ? [0] : Array.Empty<int>())];

        Assert.Equal(averagePrecision, MetricOf.Score(Metric.MeanAveragePrecision, rows, labels, 1), 1e-12);
        Assert.Equal(rocAuc, MetricOf.Score(Metric.RocAuc, rows, labels, 1), 1e-12);
    }

    [Fact]
    public void Equal_scores_predict_the_lowest_class() =>
        Assert.Equal(0.5, MetricOf.Score(Metric.Accuracy, [[0.5f, 0.5f], [0.5f, 0.5f]], [[0], [1]], 2));

    [Theory]
    [InlineData(Metric.Accuracy)]
    [InlineData(Metric.BalancedAccuracy)]
    [InlineData(Metric.MacroF1)]
    [InlineData(Metric.MeanAveragePrecision)]
    [InlineData(Metric.RocAuc)]
    public void Counting_a_clip_twice_is_having_it_twice(Metric metric)
    {
        var truth = Truth("labels");
        int[] counts = [.. Enumerable.Range(0, Scores.Length).Select(i => i % 3)];
        int[] repeated = [.. counts.SelectMany((count, i) => Enumerable.Repeat(i, count))];

        double counted = MetricOf.Prepare(metric, Scores, truth, 7)(counts);

        Assert.Equal(MetricOf.Score(metric, [.. repeated.Select(i => Scores[i])], [.. repeated.Select(i => truth[i])], 7), counted, 1e-12);
    }

    private static float[][] Scores => Reference.GetProperty("scores").Floats();

    private static int[][] Truth(string name) => name == "labels"
        ? [.. Reference.GetProperty(name).Deserialize<int[]>()!.Select(label => new[] { label })]
        : [.. Reference.GetProperty(name).Integers().Select(row => Enumerable.Range(0, row.Length).Where(c => row[c] == 1).ToArray())];
}
