namespace Hares.Probe.Metrics;

/// <summary>
/// The clips by falling score for one class, with clips of equal score in one step of the curve, as scikit-learn's
/// <c>average_precision_score</c> and <c>roc_auc_score</c> count them (sklearn/metrics/_ranking.py, 1.2.1).
/// </summary>
internal sealed class Ranking
{
    private readonly int[] _order;
    private readonly bool[] _positive;     // in ranked order
    private readonly bool[] _endsStep;     // in ranked order: the next clip's score is lower

    private Ranking(int[] order, bool[] positive, bool[] endsStep) => (_order, _positive, _endsStep) = (order, positive, endsStep);

    public static Ranking OfClass(int classIndex, float[][] scores, IReadOnlyList<int[]> truth)
    {
        int clips = scores.Length;
        var order = new int[clips];
        var keys = new float[clips];
        for (int i = 0; i < clips; i++) (order[i], keys[i]) = (i, -scores[i][classIndex]);
        Array.Sort(keys, order);
        var positive = new bool[clips];
        var endsStep = new bool[clips];
        for (int i = 0; i < clips; i++)
        {
            positive[i] = Array.IndexOf(truth[order[i]], classIndex) >= 0;
            endsStep[i] = i == clips - 1 || keys[i] != keys[i + 1];
        }
        return new Ranking(order, positive, endsStep);
    }

    /// <summary>Sum over steps of precision times gain in recall; NaN without a positive.</summary>
    public double AveragePrecision(ReadOnlySpan<int> counts)
    {
        double sum = 0;
        long positives = 0, all = 0, positivesBefore = 0;
        for (int i = 0; i < _order.Length; i++)
        {
            int count = counts[_order[i]];
            all += count;
            if (_positive[i]) positives += count;
            if (!_endsStep[i] || positives == positivesBefore) continue;
            sum += (double)positives / all * (positives - positivesBefore);
            positivesBefore = positives;
        }
        return positives == 0 ? double.NaN : sum / positives;
    }

    /// <summary>Chance that a positive ranks above a negative, equal scores counting half; NaN unless there are both.</summary>
    public double RocAuc(ReadOnlySpan<int> counts)
    {
        double area = 0;
        long positives = 0, negatives = 0, positivesBefore = 0, negativesBefore = 0;
        for (int i = 0; i < _order.Length; i++)
        {
            int count = counts[_order[i]];
            if (_positive[i]) positives += count;
            else negatives += count;
            if (!_endsStep[i]) continue;
            area += (positives + positivesBefore) / 2.0 * (negatives - negativesBefore);
            (positivesBefore, negativesBefore) = (positives, negatives);
        }
        return positives == 0 || negatives == 0 ? double.NaN : area / positives / negatives;
    }
}
