using System.Numerics.Tensors;
using Hares.Probe.Protocols.Kernels;

namespace Hares.Probe.Protocols.Quick;

/// <summary>The sums of a stretch of windows, formed block by block while a block is in cache, on one thread at a time.</summary>
internal sealed class LossSlice(EmbeddingMatrix rows, int[][] positives, int outputs, bool multiLabel, int first, int end)
{
    public const int BlockRows = 64;
    private readonly float[] _residuals = new float[BlockRows * outputs];
    private readonly float[] _scratch = new float[outputs];

    /// <summary>The summed loss of the point last evaluated.</summary>
    public double Loss { get; private set; }

    /// <summary>Its summed gradient: weights, then biases.</summary>
    public float[] Gradient { get; } = new float[outputs * (rows.Dimension + 1)];

    /// <summary>The sum of p(1 - p) of every output.</summary>
    public float[] Variances { get; } = new float[outputs];

    public void Evaluate(float[] point)
    {
        int weightCount = outputs * rows.Dimension;
        Loss = 0;
        Gradient.AsSpan().Clear();
        Variances.AsSpan().Clear();
        for (int row = first; row < end; row += BlockRows)
        {
            int count = Math.Min(BlockRows, end - row);
            var block = rows.Stretch(row, count);
            var residuals = _residuals.AsSpan(0, count * outputs);
            MatrixKernel.Outputs(block, point.AsSpan(0, weightCount), rows.Dimension, residuals);
            for (int i = 0; i < count; i++) AddWindow(residuals.Slice(i * outputs, outputs), point.AsSpan(weightCount), positives[row + i]);
            MatrixKernel.AddGradient(residuals, block, rows.Dimension, Gradient.AsSpan(0, weightCount));
        }
    }

    private void AddWindow(Span<float> logits, ReadOnlySpan<float> biases, int[] positivesOfWindow)
    {
        TensorPrimitives.Add(logits, biases, logits);
        Loss += Link.ToResiduals(logits, positivesOfWindow, multiLabel, _scratch);
        var biasGradient = Gradient.AsSpan(outputs * rows.Dimension);
        TensorPrimitives.Add(biasGradient, logits, biasGradient);

        // p(1 - p) is |r|(1 - |r|) of the residual r, be it p or p - 1.
        TensorPrimitives.Abs<float>(logits, _scratch);
        TensorPrimitives.Add<float>(Variances, _scratch, Variances);
        TensorPrimitives.Multiply<float>(_scratch, _scratch, _scratch);
        TensorPrimitives.Subtract<float>(Variances, _scratch, Variances);
    }
}
