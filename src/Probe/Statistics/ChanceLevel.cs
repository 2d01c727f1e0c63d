using Hares.Probe.Metrics;

namespace Hares.Probe.Statistics;

/// <summary>
/// The score of knowing only the training labels: every test clip gets each class's share of training clips as its score. Under accuracy
/// that is the share of the most frequent training class, under average precision the mean prevalence, under ROC AUC one half.
/// </summary>
internal static class ChanceLevel
{
    public static double Of(ProbeTask task, Fold fold)
    {
        var shares = new float[task.Classes];
        foreach (int clip in fold.Train)
            foreach (int label in task.Labels[clip]) shares[label] += 1f / fold.Train.Count;
        var scores = new float[fold.Test.Count][];
        Array.Fill(scores, shares);
        return MetricOf.Score(task.Metric, scores, [.. fold.Test.Select(clip => task.Labels[clip])], task.Classes);
    }
}
