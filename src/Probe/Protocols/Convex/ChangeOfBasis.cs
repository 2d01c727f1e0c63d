using Hares.Probe.Protocols.Kernels;
using TorchSharp;

namespace Hares.Probe.Protocols.Convex;

/// <summary>
/// A matrix (R x C) that one row an output is multiplied by, from C coordinates to R: at every step of a search, on the threads that it runs on anyway.
/// libtorch's own would spin beside them after each product.
/// </summary>
internal sealed class ChangeOfBasis : IDisposable
{
    private const int RowsAtOnce = 64;
    private readonly EmbeddingMatrix _matrix;

    /// <param name="matrix">R x C; stays the caller's.</param>
    public ChangeOfBasis(torch.Tensor matrix)
    {
        _matrix = new EmbeddingMatrix((int)matrix.shape[0], (int)matrix.shape[1]);
        matrix.ToFloats().CopyTo(_matrix.All);
    }

    /// <param name="values">K x C.</param>
    /// <returns>K x R.</returns>
    public float[] Of(ReadOnlySpan<float> values, int outputs)
    {
        float[] weights = values.ToArray(), product = new float[outputs * _matrix.Rows];
        Parallel.For(0, (_matrix.Rows + RowsAtOnce - 1) / RowsAtOnce, part =>
        {
            int first = part * RowsAtOnce, count = Math.Min(RowsAtOnce, _matrix.Rows - first);
            Span<float> transposed = new float[count * outputs];
            MatrixKernel.Outputs(_matrix.Stretch(first, count), weights, _matrix.Dimension, transposed);
            for (int k = 0; k < outputs; k++)
                for (int row = 0; row < count; row++) product[(k * _matrix.Rows) + first + row] = transposed[(row * outputs) + k];
        });
        return product;
    }

    public void Dispose() => _matrix.Dispose();
}
