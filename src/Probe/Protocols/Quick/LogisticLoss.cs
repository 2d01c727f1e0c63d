using System.Numerics.Tensors;
using TorchSharp;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// Mean loss over windows plus λ/2 times the squared weights (biases go free), with its gradient. A point is the K x Width weights,
/// then the K biases. The windows are read once: outputs, residuals and gradient are formed block by block.
/// </summary>
internal sealed class LogisticLoss
{
    private readonly Design _design;
    private readonly int[][] _positives; // by window
    private readonly bool _multiLabel;
    private readonly float _strength;
    private readonly float[] _variances; // K, of the point last evaluated
    private readonly float[] _scratch;   // K

    public LogisticLoss(Design design, int[][] positives, int outputs, bool multiLabel, double strength)
    {
        (_design, _positives, _multiLabel, _strength) = (design, positives, multiLabel, (float)strength);
        (_variances, _scratch) = (new float[outputs], new float[outputs]);
    }

    private int Outputs => _variances.Length;

    private int WeightCount => Outputs * _design.Width;

    public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
    {
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var weights = torch.tensor(point[..WeightCount].ToArray(), Outputs, _design.Width);
        var slopes = torch.zeros(Outputs, _design.Width);
        double loss = SumOverBlocks(weights, point[WeightCount..], slopes, gradient[WeightCount..]);
        TensorPrimitives.Divide(gradient[WeightCount..], _design.Rows, gradient[WeightCount..]);
        TensorPrimitives.Divide(_variances, _design.Rows, _variances);
        NativeMatrix.ValuesOf(slopes.div_(_design.Rows).add_(weights, _strength)).CopyTo(gradient);
        return (loss / _design.Rows) + (0.5 * _strength * TensorPrimitives.SumOfSquares(point[..WeightCount]));
    }

    /// <summary>Multiplies by a rough inverse of the second derivatives at the point last evaluated.</summary>
    public void InvertCurvature(Span<float> vector) =>
        _design.Curvature.Invert(vector[..WeightCount], vector[WeightCount..], _variances, _strength);

    private double SumOverBlocks(torch.Tensor weights, ReadOnlySpan<float> biases, torch.Tensor slopes, Span<float> biasSlopes)
    {
        biasSlopes.Clear();
        _variances.AsSpan().Clear();
        double loss = 0;
        int window = 0;
        foreach (var block in _design.Blocks)
        {
            using var outputs = block.Tensor.mm(weights.t());
            var values = NativeMatrix.ValuesOf(outputs);
            for (int i = 0; i < block.Rows; i++) loss += ToResiduals(values.Slice(i * Outputs, Outputs), biases, _positives[window++], biasSlopes);
            using var transposed = outputs.t();
            slopes.addmm_(transposed, block.Tensor, 1, 1);
        }
        return loss;
    }

    private double ToResiduals(Span<float> outputs, ReadOnlySpan<float> biases, int[] positives, Span<float> biasSlopes)
    {
        TensorPrimitives.Add(outputs, biases, outputs);
        double loss = Link.ToResiduals(outputs, positives, _multiLabel, _scratch);
        TensorPrimitives.Add(biasSlopes, outputs, biasSlopes);

        // p(1 - p) is |r|(1 - |r|) of the residual r, be it p or p - 1.
        TensorPrimitives.Abs<float>(outputs, _scratch);
        TensorPrimitives.Add(_variances, _scratch, _variances);
        TensorPrimitives.Multiply<float>(_scratch, _scratch, _scratch);
        TensorPrimitives.Subtract<float>(_variances, _scratch, _variances);
        return loss;
    }
}
