using System.Numerics.Tensors;
using Hares.Probe.Protocols.Quick;

namespace Hares.Probe.Protocols.Svm;

/// <summary>
/// What scikit-learn's LinearSVC minimises (liblinear, L2-regularised L2-loss, one against the rest), divided by C and the windows N: the
/// mean over windows of the summed max(0, 1 - y z)², plus λ/2 times the squared weights and biases, λ = 1 / (C N). A point is the
/// K x width weights, then the K biases. The windows are cut into slices whose sums are added in order: threads change no bit of the result.
/// </summary>
internal sealed class SquaredHinge
{
    private const int MaxSlices = 16;
    private readonly Design _design;
    private readonly float _strength;
    private readonly float[] _curvatures; // K, of the point last evaluated
    private readonly HingeSlice[] _slices;

    /// <param name="positives">For every window the outputs whose truth is 1; it is -1 for the others.</param>
    public SquaredHinge(Design design, int[][] positives, int outputs, double strength)
    {
        (_design, _strength, _curvatures) = (design, (float)strength, new float[outputs]);
        int windows = design.Rows.Rows;
        int slices = Math.Min(MaxSlices, (windows + HingeSlice.BlockRows - 1) / HingeSlice.BlockRows);
        _slices = [.. Enumerable.Range(0, slices).Select(i => new HingeSlice(design.Rows, positives, outputs, First(i), First(i + 1)))];

        int First(int slice) => (int)((long)windows * slice / slices);
    }

    public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
    {
        var held = point.ToArray();
        Parallel.ForEach(_slices, slice => slice.Evaluate(held));
        gradient.Clear();
        _curvatures.AsSpan().Clear();
        double loss = 0;
        foreach (var slice in _slices)
        {
            loss += slice.Loss;
            TensorPrimitives.Add(gradient, slice.Gradient, gradient);
            TensorPrimitives.Add<float>(_curvatures, slice.Curvatures, _curvatures);
        }
        int windows = _design.Rows.Rows;
        TensorPrimitives.Divide(gradient, windows, gradient);
        TensorPrimitives.Divide(_curvatures, windows, _curvatures);
        TensorPrimitives.MultiplyAdd(point, _strength, gradient, gradient);
        return (loss / windows) + (0.5 * _strength * TensorPrimitives.SumOfSquares(point));
    }

    /// <summary>Multiplies by a rough inverse of the second derivatives at the point last evaluated.</summary>
    public void InvertCurvature(Span<float> vector)
    {
        int weights = _curvatures.Length * _design.Width;
        _design.Curvature.Invert(vector[..weights], vector[weights..], _curvatures, _strength);
    }
}
