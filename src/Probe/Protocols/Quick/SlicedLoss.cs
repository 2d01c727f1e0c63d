using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// Mean loss over windows plus λ/2 times the squares of what is penalised, with its gradient. A point is the K x width weights, in the design's
/// coordinates, then the K biases.
/// The windows are cut into slices whose sums are added in order: threads take slices, and change no bit of the result.
/// </summary>
internal abstract class SlicedLoss
{
    private const int MaxSlices = 16;
    private readonly Design _design;
    private readonly float _strength;
    private readonly int _penalised;
    private readonly float[] _curvatures; // K, of the point last evaluated
    private readonly LossSlice[] _slices;

    /// <param name="design">The windows.</param>
    /// <param name="positives">For every window the outputs whose truth is 1.</param>
    /// <param name="outputs">K.</param>
    /// <param name="strength">λ.</param>
    /// <param name="penalisesBiases">Whether biases are penalised like weights; else they go free.</param>
    /// <param name="windowLoss">The loss of one window.</param>
    protected SlicedLoss(Design design, int[][] positives, int outputs, double strength, bool penalisesBiases, WindowLoss windowLoss)
    {
        (_design, _strength, _curvatures) = (design, (float)strength, new float[outputs]);
        _penalised = outputs * (design.Width + (penalisesBiases ? 1 : 0));
        int windows = design.Rows.Rows;
        int slices = Math.Min(MaxSlices, (windows + LossSlice.BlockRows - 1) / LossSlice.BlockRows);
        _slices = [.. Enumerable.Range(0, slices).Select(i => new LossSlice(design.Rows, positives, outputs, windowLoss, First(i), First(i + 1)))];

        int First(int slice) => (int)((long)windows * slice / slices);
    }

    public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
    {
        int outputs = _curvatures.Length, weightCount = outputs * _design.Width;
        var weights = _design.ToRowWeights(point[..weightCount], outputs);
        var biases = point[weightCount..].ToArray();
        // One slice at a time: a thread that took several would keep the others waiting at the end.
        var oneByOne = Partitioner.Create(_slices, EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(oneByOne, slice => slice.Evaluate(weights, biases));
        gradient.Clear();
        _curvatures.AsSpan().Clear();
        double loss = 0;
        foreach (var slice in _slices)
        {
            loss += slice.Loss;
            TensorPrimitives.Add(gradient, slice.Gradient, gradient);
            TensorPrimitives.Add<float>(_curvatures, slice.Curvatures, _curvatures);
        }
        _design.ToCoordinates(gradient[..weightCount], outputs);
        int windows = _design.Rows.Rows;
        TensorPrimitives.Divide(gradient, windows, gradient);
        TensorPrimitives.Divide(_curvatures, windows, _curvatures);
        var penalised = point[.._penalised];
        TensorPrimitives.MultiplyAdd(penalised, _strength, gradient[.._penalised], gradient[.._penalised]);
        return (loss / windows) + (0.5 * _strength * TensorPrimitives.SumOfSquares(penalised));
    }

    /// <summary>Multiplies by a rough inverse of the second derivatives at the point last evaluated.</summary>
    public void InvertCurvature(Span<float> vector)
    {
        int weights = _curvatures.Length * _design.Width;
        _design.Curvature.Invert(vector[..weights], vector[weights..], _curvatures, _strength);
    }
}
