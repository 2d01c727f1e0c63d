using Hares.Probe.Protocols.Kernels;
using TorchSharp;

namespace Hares.Probe.Protocols.Quick;

/// <summary>
/// What turns coordinates into features, D x W, kept together with its transpose: a search goes there and back at every step, and on the threads that
/// it runs on anyway. libtorch's own would spin beside them after each product.
/// </summary>
internal sealed class Basis : IDisposable
{
    private const int RowsAtOnce = 64;
    private readonly EmbeddingMatrix _toFeatures;    // D x W
    private readonly EmbeddingMatrix _toCoordinates; // W x D

    private Basis(EmbeddingMatrix toFeatures, EmbeddingMatrix toCoordinates) => (_toFeatures, _toCoordinates) = (toFeatures, toCoordinates);

    /// <param name="toFeatures">D x W; stays the caller's.</param>
    public static Basis Of(torch.Tensor toFeatures)
    {
        using var transposed = toFeatures.t();
        return new Basis(Copy(toFeatures), Copy(transposed));
    }

    /// <param name="coordinates">K x W.</param>
    /// <returns>K x D.</returns>
    public float[] ToFeatures(ReadOnlySpan<float> coordinates, int outputs) => Product(coordinates, outputs, _toFeatures);

    /// <param name="features">K x D: a gradient by weights of features.</param>
    /// <returns>K x W: the gradient by coordinates.</returns>
    public float[] ToCoordinates(ReadOnlySpan<float> features, int outputs) => Product(features, outputs, _toCoordinates);

    public void Dispose()
    {
        _toFeatures.Dispose();
        _toCoordinates.Dispose();
    }

    /// <returns>K x R: <paramref name="values"/> (K x C) times the transpose of <paramref name="matrix"/> (R x C).</returns>
    private static float[] Product(ReadOnlySpan<float> values, int outputs, EmbeddingMatrix matrix)
    {
        float[] weights = values.ToArray(), product = new float[outputs * matrix.Rows];
        Parallel.For(0, (matrix.Rows + RowsAtOnce - 1) / RowsAtOnce, part =>
        {
            int first = part * RowsAtOnce, count = Math.Min(RowsAtOnce, matrix.Rows - first);
            Span<float> transposed = new float[count * outputs];
            MatrixKernel.Outputs(matrix.Stretch(first, count), weights, matrix.Dimension, transposed);
            for (int k = 0; k < outputs; k++)
                for (int row = 0; row < count; row++) product[(k * matrix.Rows) + first + row] = transposed[(row * outputs) + k];
        });
        return product;
    }

    private static EmbeddingMatrix Copy(torch.Tensor tensor)
    {
        var matrix = new EmbeddingMatrix((int)tensor.shape[0], (int)tensor.shape[1]);
        tensor.ToFloats().CopyTo(matrix.All);
        return matrix;
    }
}
