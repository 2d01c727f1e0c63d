using Hares.Probe.Metrics;
using Hares.Probe.Statistics;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Statistics;

public class ChanceLevelTests
{
    [Theory]
    [InlineData(Metric.Accuracy, 0.25)]            // class 1 is the most frequent to learn from, one test clip of four has it
    [InlineData(Metric.BalancedAccuracy, 0.5)]
    [InlineData(Metric.MacroF1, 0.2)]              // F1 of class 1 is 2 * 1 / (1 + 4), of class 0 nothing
    [InlineData(Metric.MeanAveragePrecision, 0.5)] // prevalences 0.75 and 0.25
    [InlineData(Metric.RocAuc, 0.5)]
    public void Is_what_the_training_labels_alone_are_worth(Metric metric, double expected)
    {
        using var embeddings = new EmbeddingMatrix(7, 1);
        var task = Some.TaskOf(embeddings, [[0], [1], [1], [0], [0], [0], [1]], classes: 2, metric: metric);

        Assert.Equal(expected, ChanceLevel.Of(task, new Fold([0, 1, 2], [], [3, 4, 5, 6])), 1e-12);
    }
}
