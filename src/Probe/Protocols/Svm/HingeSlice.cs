using System.Numerics.Tensors;
using Hares.Probe.Protocols.Kernels;

namespace Hares.Probe.Protocols.Svm;

/// <summary>The sums of a stretch of windows, formed block by block while a block is in cache, on one thread at a time.</summary>
internal sealed class HingeSlice(EmbeddingMatrix rows, int[][] positives, int outputs, int first, int end)
{
    public const int BlockRows = 128;
    private readonly float[] _slopes = new float[BlockRows * outputs];

    /// <summary>The summed loss of the point last evaluated.</summary>
    public double Loss { get; private set; }

    /// <summary>Its summed gradient: weights, then biases.</summary>
    public float[] Gradient { get; } = new float[outputs * (rows.Dimension + 1)];

    /// <summary>The summed second derivatives by every output: 2 for a window within the margin, else 0.</summary>
    public float[] Curvatures { get; } = new float[outputs];

    public void Evaluate(float[] point)
    {
        int weightCount = outputs * rows.Dimension;
        Loss = 0;
        Gradient.AsSpan().Clear();
        Curvatures.AsSpan().Clear();
        for (int row = first; row < end; row += BlockRows)
        {
            int count = Math.Min(BlockRows, end - row);
            var block = rows.Stretch(row, count);
            var slopes = _slopes.AsSpan(0, count * outputs);
            MatrixKernel.Outputs(block, point.AsSpan(0, weightCount), rows.Dimension, slopes);
            for (int i = 0; i < count; i++) AddWindow(slopes.Slice(i * outputs, outputs), point.AsSpan(weightCount), positives[row + i]);
            MatrixKernel.AddGradient(slopes, block, rows.Dimension, Gradient.AsSpan(0, weightCount));
        }
    }

    // Turns outputs z into slopes: with truth y, the part within the margin is max(0, 1 - y z), and its slope -2 y times that.
    private void AddWindow(Span<float> outputsOfWindow, ReadOnlySpan<float> biases, int[] positivesOfWindow)
    {
        TensorPrimitives.Add(outputsOfWindow, biases, outputsOfWindow);
        foreach (int positive in positivesOfWindow) outputsOfWindow[positive] = -outputsOfWindow[positive];
        TensorPrimitives.Add(outputsOfWindow, 1f, outputsOfWindow);
        TensorPrimitives.Max(outputsOfWindow, 0f, outputsOfWindow);
        Loss += TensorPrimitives.SumOfSquares<float>(outputsOfWindow);
        for (int k = 0; k < outputs; k++)
            if (outputsOfWindow[k] > 0) Curvatures[k] += 2;
        TensorPrimitives.Multiply(outputsOfWindow, 2f, outputsOfWindow);
        foreach (int positive in positivesOfWindow) outputsOfWindow[positive] = -outputsOfWindow[positive];
        TensorPrimitives.Add(Gradient.AsSpan(outputs * rows.Dimension), outputsOfWindow, Gradient.AsSpan(outputs * rows.Dimension));
    }
}
