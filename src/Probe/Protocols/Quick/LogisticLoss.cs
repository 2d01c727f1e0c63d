using System.Numerics.Tensors;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// Mean loss over windows plus λ/2 times the squared weights (biases go free), with its gradient. A point is the K x width weights,
/// then the K biases. The windows are cut into slices whose sums are added in order: threads take slices, and change no bit of the result.
/// </summary>
internal sealed class LogisticLoss
{
    private const int MaxSlices = 16;
    private readonly Design _design;
    private readonly float _strength;
    private readonly float[] _variances; // K, of the point last evaluated
    private readonly LossSlice[] _slices;

    /// <param name="positives">For every window the outputs whose truth is 1.</param>
    public LogisticLoss(Design design, int[][] positives, int outputs, bool multiLabel, double strength)
    {
        (_design, _strength, _variances) = (design, (float)strength, new float[outputs]);
        int windows = design.Rows.Rows;
        int slices = Math.Min(MaxSlices, (windows + LossSlice.BlockRows - 1) / LossSlice.BlockRows);
        _slices = [.. Enumerable.Range(0, slices).Select(i => new LossSlice(
            design.Rows, positives, outputs, multiLabel, First(i), First(i + 1)))];

        int First(int slice) => (int)((long)windows * slice / slices);
    }

    private int WeightCount => _variances.Length * _design.Width;

    public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
    {
        var held = point.ToArray();
        Parallel.ForEach(_slices, slice => slice.Evaluate(held));
        gradient.Clear();
        _variances.AsSpan().Clear();
        double loss = 0;
        foreach (var slice in _slices)
        {
            loss += slice.Loss;
            TensorPrimitives.Add(gradient, slice.Gradient, gradient);
            TensorPrimitives.Add<float>(_variances, slice.Variances, _variances);
        }
        int windows = _design.Rows.Rows;
        TensorPrimitives.Divide(gradient, windows, gradient);
        TensorPrimitives.Divide(_variances, windows, _variances);
        var weights = point[..WeightCount];
        TensorPrimitives.MultiplyAdd(weights, _strength, gradient[..WeightCount], gradient[..WeightCount]);
        return (loss / windows) + (0.5 * _strength * TensorPrimitives.SumOfSquares(weights));
    }

    /// <summary>Multiplies by a rough inverse of the second derivatives at the point last evaluated.</summary>
    public void InvertCurvature(Span<float> vector) =>
        _design.Curvature.Invert(vector[..WeightCount], vector[WeightCount..], _variances, _strength);
}
