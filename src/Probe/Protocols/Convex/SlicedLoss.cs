using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// Mean loss over windows plus λ/2 times the squares of what is penalised, with its gradient. A point is the K x width weights, in the design's
/// coordinates, then the K biases.
/// The windows are cut into slices whose sums are added in order: threads take slices, and change no bit of the result.
/// </summary>
internal abstract class SlicedLoss
{
    private const int MaxSlices = 16;
    private const double SumRounding = 1e-9; // sums in another order must not decide
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

    /// <summary>See <see cref="Objective"/>. No window's loss is negative: a part of them can tell that all lose too much.</summary>
    public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient, double limit = double.PositiveInfinity)
    {
        int outputs = _curvatures.Length, weightCount = outputs * _design.Width, windows = _design.Rows.Rows;
        var weights = _design.ToRowWeights(point[..weightCount], outputs);
        var biases = point[weightCount..].ToArray();
        var penalised = point[.._penalised];
        double penalty = 0.5 * _strength * TensorPrimitives.SumOfSquares(penalised);
        double seen = 0, most = (limit - penalty) * windows * (1 + SumRounding);
        // One slice at a time: a thread that took several would keep the others waiting at the end.
        var oneByOne = Partitioner.Create(_slices, EnumerablePartitionerOptions.NoBuffering);
        var evaluated = Parallel.ForEach(oneByOne, (slice, state) =>
        {
            slice.Evaluate(weights, biases);
            lock (_slices)
            {
                seen += slice.Loss;
                if (seen > most) state.Stop();
            }
        });
        if (!evaluated.IsCompleted) return double.PositiveInfinity;

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
        TensorPrimitives.Divide(gradient, windows, gradient);
        TensorPrimitives.Divide(_curvatures, windows, _curvatures);
        TensorPrimitives.MultiplyAdd(penalised, _strength, gradient[.._penalised], gradient[.._penalised]);
        return (loss / windows) + penalty;
    }

    /// <summary>Multiplies by a rough inverse of the second derivatives at the point last evaluated.</summary>
    public void InvertCurvature(Span<float> vector)
    {
        int weights = _curvatures.Length * _design.Width;
        _design.Curvature.Invert(vector[..weights], vector[weights..], _curvatures, _strength);
    }
}
