using System.Numerics.Tensors;

namespace Hares.Probe.Metrics;

/// <summary>Share of clips whose true class has the highest score in every slot (the lowest class index among equals).</summary>
internal sealed class JointAccuracy
{
    private readonly bool[] _right;

    /// <param name="scores">By slot, clip and class.</param>
    /// <param name="truth">By slot and clip: one class.</param>
    public JointAccuracy(float[][][] scores, int[][][] truth) => _right = [.. Enumerable.Range(0, truth[0].Length)
        .Select(clip => Enumerable.Range(0, truth.Length).All(slot => TensorPrimitives.IndexOfMax(scores[slot][clip]) == truth[slot][clip][0]))];

    public double Of(ReadOnlySpan<int> counts)
    {
        long right = 0, all = 0;
        for (int clip = 0; clip < _right.Length; clip++)
        {
            all += counts[clip];
            if (_right[clip]) right += counts[clip];
        }
        return all == 0 ? double.NaN : (double)right / all;
    }
}
