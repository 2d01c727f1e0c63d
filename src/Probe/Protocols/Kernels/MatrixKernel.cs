using System.Runtime.Intrinsics;

namespace Hares.Probe.Protocols.Kernels;

/// <summary>
/// The two products a linear probe is made of, on the calling thread alone: sums run in a fixed order, so that results depend neither
/// on the number of threads nor on what else the machine does. What a tile of sums reads again and again stays in the nearest cache.
/// R rows, K outputs, D columns.
/// </summary>
internal static class MatrixKernel
{
    /// <summary>
    /// <paramref name="outputs"/> (R x K) = <paramref name="rows"/> (R x D) times the transpose of <paramref name="weights"/> (K x D).
    /// </summary>
    public static void Outputs(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, int columns, Span<float> outputs)
    {
        if (Vector512.IsHardwareAccelerated) Vector512Kernel.Outputs(rows, weights, columns, outputs);
        else VectorKernel.Outputs(rows, weights, columns, outputs);
    }

    /// <summary>
    /// <paramref name="gradient"/> (K x D) += transpose of <paramref name="residuals"/> (R x K) times <paramref name="rows"/> (R x D).
    /// </summary>
    public static void AddGradient(ReadOnlySpan<float> residuals, ReadOnlySpan<float> rows, int columns, Span<float> gradient)
    {
        if (Vector512.IsHardwareAccelerated) Vector512Kernel.AddGradient(residuals, rows, columns, gradient);
        else VectorKernel.AddGradient(residuals, rows, columns, gradient);
    }
}
