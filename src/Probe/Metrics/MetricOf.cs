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

    /// <summary>The metric of a task: of its slot, or with several the share of clips that are right in all.</summary>
    /// <param name="scores">By slot, clip and class.</param>
    public static WeightedMetric Prepare(ProbeTask task, float[][][] scores, IReadOnlyList<int> clips) => task.Slots is [var slot]
        ? Prepare(task.Metric, scores[0], Truth(slot, clips), slot.Classes.Count)
        : new JointAccuracy(scores, [.. task.Slots.Select(each => Truth(each, clips))]).Of;

    /// <summary>The metric of one slot, every clip counted once.</summary>
    public static double Score(Metric metric, float[][] scores, LabelSlot slot, IReadOnlyList<int> clips) =>
        Score(metric, scores, Truth(slot, clips), slot.Classes.Count);

    /// <summary>The metric of every clip counted once.</summary>
    public static double Score(Metric metric, float[][] scores, IReadOnlyList<int[]> truth, int classes)
    {
        var once = new int[scores.Length];
        Array.Fill(once, 1);
        return Prepare(metric, scores, truth, classes)(once);
    }

    private static int[][] Truth(LabelSlot slot, IReadOnlyList<int> clips) => [.. clips.Select(clip => slot.Labels[clip])];

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
