using System.Numerics.Tensors;

namespace Hares.Probe.Metrics;

/// <summary>Metrics of one predicted class a clip, as scikit-learn's (sklearn/metrics/_classification.py, 1.2.1, zero_division 0).</summary>
internal sealed class ConfusionMetrics
{
    private readonly int[] _predicted;
    private readonly int[] _truth;
    private readonly int _classes;

    public ConfusionMetrics(float[][] scores, IReadOnlyList<int[]> truth, int classes)
    {
        _predicted = [.. scores.Select(row => TensorPrimitives.IndexOfMax(row))];
        _truth = [.. truth.Select(labels => labels[0])];
        _classes = classes;
    }

    public double Accuracy(ReadOnlySpan<int> counts)
    {
        long right = 0, all = 0;
        for (int i = 0; i < _truth.Length; i++)
        {
            all += counts[i];
            if (_predicted[i] == _truth[i]) right += counts[i];
        }
        return all == 0 ? double.NaN : (double)right / all;
    }

    public double BalancedAccuracy(ReadOnlySpan<int> counts)
    {
        var (right, truth, _) = Count(counts);
        return MeanWhere(c => truth[c] > 0, c => (double)right[c] / truth[c]);
    }

    public double MacroF1(ReadOnlySpan<int> counts)
    {
        var (right, truth, predicted) = Count(counts);
        return MeanWhere(c => truth[c] + predicted[c] > 0, c => 2.0 * right[c] / (truth[c] + predicted[c]));
    }

    private (long[] Right, long[] Truth, long[] Predicted) Count(ReadOnlySpan<int> counts)
    {
        long[] right = new long[_classes], truth = new long[_classes], predicted = new long[_classes];
        for (int i = 0; i < _truth.Length; i++)
        {
            truth[_truth[i]] += counts[i];
            predicted[_predicted[i]] += counts[i];
            if (_predicted[i] == _truth[i]) right[_truth[i]] += counts[i];
        }
        return (right, truth, predicted);
    }

    private double MeanWhere(Func<int, bool> counted, Func<int, double> value)
    {
        var classes = Enumerable.Range(0, _classes).Where(counted);
        return classes.Any() ? classes.Average(value) : double.NaN;
    }
}
