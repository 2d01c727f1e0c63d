namespace Hares.Probe.Metrics;

/// <summary>Prepares a metric of given clips: predictions and rankings are made once, then any resample is counted in one pass.</summary>
internal static class MetricOf
{
    public static WeightedMetric Prepare(Metric metric, float[][] scores, IReadOnlyList<int[]> truth, int classes) => metric switch
    {
        Metric.Accuracy => new ConfusionMetrics(scores, truth, classes).Accuracy,
        Metric.BalancedAccuracy => new ConfusionMetrics(scores, truth, classes).BalancedAccuracy,
        Metric.MacroF1 => new ConfusionMetrics(scores, truth, classes).MacroF1,
        Metric.MeanAveragePrecision => MeanOverClasses(scores, truth, classes, ranking => ranking.AveragePrecision),
        Metric.RocAuc => MeanOverClasses(scores, truth, classes, ranking => ranking.RocAuc),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a metric"),
    };

    /// <summary>The metric of every clip counted once.</summary>
    public static double Score(Metric metric, float[][] scores, IReadOnlyList<int[]> truth, int classes)
    {
        var once = new int[scores.Length];
        Array.Fill(once, 1);
        return Prepare(metric, scores, truth, classes)(once);
    }

    private static WeightedMetric MeanOverClasses(
        float[][] scores, IReadOnlyList<int[]> truth, int classes, Func<Ranking, WeightedMetric> metricOfClass)
    {
        var metrics = Enumerable.Range(0, classes).Select(c => metricOfClass(Ranking.OfClass(c, scores, truth))).ToArray();
        return counts =>
        {
            double sum = 0;
            int defined = 0;
            foreach (var metric in metrics)
            {
                double value = metric(counts);
                if (double.IsNaN(value)) continue;
                sum += value;
                defined++;
            }
            return defined == 0 ? double.NaN : sum / defined;
        };
    }
}
