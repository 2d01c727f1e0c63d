using System.Numerics.Tensors;
using Hares.Probe.Protocols.Kernels;

namespace Hares.Probe.Protocols.Convex;

/// <summary>The sums of a stretch of windows, formed block by block while a block is in cache, on one thread at a time.</summary>
internal sealed class LossSlice(EmbeddingMatrix rows, int[][] positives, int outputs, WindowLoss windowLoss, int first, int end)
{
    public const int BlockRows = 60; // whole tiles of either kernel
    private readonly float[] _slopes = new float[BlockRows * outputs];
    private readonly float[] _scratch = new float[outputs];

    /// <summary>The summed loss of the point last evaluated.</summary>
    public double Loss { get; private set; }

    /// <summary>Its summed gradient: weights, then biases.</summary>
    public float[] Gradient { get; } = new float[outputs * (rows.Dimension + 1)];

    /// <summary>The summed second derivatives by every output.</summary>
    public float[] Curvatures { get; } = new float[outputs];

    /// <param name="weights">K x D.</param>
    /// <param name="biases">K.</param>
    public void Evaluate(float[] weights, float[] biases)
    {
        bool areZero = !weights.AsSpan().ContainsAnyExcept(0f); // where every search begins
        Loss = 0;
        Gradient.AsSpan().Clear();
        Curvatures.AsSpan().Clear();
        for (int row = first; row < end; row += BlockRows)
        {
            int count = Math.Min(BlockRows, end - row);
            var block = rows.Stretch(row, count);
            var slopes = _slopes.AsSpan(0, count * outputs);
            if (areZero) slopes.Clear();
            else MatrixKernel.Outputs(block, weights, rows.Dimension, slopes);
            for (int i = 0; i < count; i++) AddWindow(slopes.Slice(i * outputs, outputs), biases, positives[row + i]);
            MatrixKernel.AddGradient(slopes, block, rows.Dimension, Gradient.AsSpan(0, weights.Length));
        }
    }

    private void AddWindow(Span<float> outputsOfWindow, ReadOnlySpan<float> biases, int[] positivesOfWindow)
    {
        TensorPrimitives.Add(outputsOfWindow, biases, outputsOfWindow);
        Loss += windowLoss(outputsOfWindow, positivesOfWindow, Curvatures, _scratch);
        var biasGradient = Gradient.AsSpan(outputs * rows.Dimension);
        TensorPrimitives.Add(biasGradient, outputsOfWindow, biasGradient);
    }
}
