using Hares.Probe.Metrics;

namespace Hares.Probe.Statistics;

/// <summary>
/// The score of knowing only the training labels: every test clip gets each class's share of training clips as its score. Under accuracy
/// that is the share of the most frequent training class, under average precision the mean prevalence, under ROC AUC one half. With
/// several slots it is the share of the most frequent combination of classes, the first seen of equals.
/// </summary>
internal static class ChanceLevel
{
    public static double Of(ProbeTask task, Fold fold) => task.Slots is [var slot] ? OfSlot(task.Metric, slot, fold) : OfCombinations(task, fold);

    private static double OfSlot(Metric metric, LabelSlot slot, Fold fold)
    {
        var shares = new float[slot.Classes.Count];
        foreach (int clip in fold.Train)
            foreach (int label in slot.Labels[clip]) shares[label] += 1f / fold.Train.Count;
        var scores = new float[fold.Test.Count][];
        Array.Fill(scores, shares);
        return MetricOf.Score(metric, scores, slot, fold.Test);
    }

    private static double OfCombinations(ProbeTask task, Fold fold)
    {
        string most = fold.Train.GroupBy(Combination).MaxBy(clips => clips.Count())!.Key;
        return fold.Test.Average(clip => Combination(clip) == most ? 1.0 : 0);

        string Combination(int clip) => string.Join(' ', task.Slots.Select(slot => slot.Labels[clip][0]));
    }
}
