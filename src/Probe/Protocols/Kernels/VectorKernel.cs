using System.Numerics;

namespace Hares.Probe.Protocols.Kernels;

/// <summary>
/// The products of <see cref="MatrixKernel"/> in vectors of the width .NET prefers, at most 256 bits by default. Tiles of eight vector sums stay
/// in registers, as many as hide the latency of two multiply-adds a cycle, and sixteen registers hold no more.
/// </summary>
internal static unsafe class VectorKernel
{
    private const int StripRows = 128;
    private const int StripVectors = 4;
    private static readonly int StripColumns = StripVectors * Vector<float>.Count;

    public static void Outputs(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, int columns, Span<float> outputs)
    {
        int rowCount = rows.Length / columns, outputCount = weights.Length / columns;
        fixed (float* x = rows, w = weights, o = outputs)
            for (int r = 0; r < rowCount; r += 4)
                for (int k = 0; k < outputCount; k += 2)
                    OutputTile(x, Math.Min(rowCount - r, 4), r, w, Math.Min(outputCount - k, 2), k, columns, o, outputCount);
    }

    public static void AddGradient(ReadOnlySpan<float> residuals, ReadOnlySpan<float> rows, int columns, Span<float> gradient)
    {
        int rowCount = rows.Length / columns, outputCount = gradient.Length / columns;
        int whole = columns - (columns % StripColumns);
        float* strip = stackalloc float[StripRows * StripColumns];
        fixed (float* e = residuals, x = rows, g = gradient)
            for (int r = 0; r < rowCount; r += StripRows)
            {
                int count = Math.Min(rowCount - r, StripRows);
                for (int d = 0; d < whole; d += StripColumns)
                {
                    Pack(x + ((nint)r * columns) + d, count, columns, strip);
                    for (int k = 0; k < outputCount; k += 2)
                        GradientTile(e + ((nint)r * outputCount), outputCount, k, Math.Min(k + 1, outputCount - 1), strip, count, g + d, columns);
                }
                AddLastColumns(e + ((nint)r * outputCount), outputCount, x + ((nint)r * columns), count, whole, columns, g);
            }
    }

    // Four rows by two outputs; a missing row or output repeats the first one's work and is not written.
    private static void OutputTile(
        float* rows, int tileRows, int r, float* weights, int tileOutputs, int k, int columns, float* outputs, int outputCount)
    {
        float* x0 = rows + ((nint)r * columns), x1 = tileRows > 1 ? x0 + columns : x0;
        float* x2 = tileRows > 2 ? x1 + columns : x0, x3 = tileRows > 3 ? x2 + columns : x0;
        float* w0 = weights + ((nint)k * columns), w1 = tileOutputs > 1 ? w0 + columns : w0;
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        int d = 0;
        for (; d <= columns - Vector<float>.Count; d += Vector<float>.Count)
        {
            Vector<float> a = Vector.Load(w0 + d), b = Vector.Load(w1 + d);
            Vector<float> x = Vector.Load(x0 + d), y = Vector.Load(x1 + d), z = Vector.Load(x2 + d), v = Vector.Load(x3 + d);
            a0 = Vector.FusedMultiplyAdd(x, a, a0);
            b0 = Vector.FusedMultiplyAdd(x, b, b0);
            a1 = Vector.FusedMultiplyAdd(y, a, a1);
            b1 = Vector.FusedMultiplyAdd(y, b, b1);
            a2 = Vector.FusedMultiplyAdd(z, a, a2);
            b2 = Vector.FusedMultiplyAdd(z, b, b2);
            a3 = Vector.FusedMultiplyAdd(v, a, a3);
            b3 = Vector.FusedMultiplyAdd(v, b, b3);
        }
        float* sums = stackalloc float[]
        {
            Vector.Sum(a0), Vector.Sum(b0), Vector.Sum(a1), Vector.Sum(b1), Vector.Sum(a2), Vector.Sum(b2), Vector.Sum(a3), Vector.Sum(b3),
        };
        for (int i = 0; i < tileRows; i++)
            for (int j = 0; j < tileOutputs; j++)
                outputs[((nint)(r + i) * outputCount) + k + j] =
                    sums[(2 * i) + j] + RestOfDot(x0 + ((nint)i * columns), w0 + ((nint)j * columns), d, columns);
    }

    private static float RestOfDot(float* row, float* weights, int from, int columns)
    {
        float sum = 0;
        for (int d = from; d < columns; d++) sum += row[d] * weights[d];
        return sum;
    }

    private static void Pack(float* rows, int count, int columns, float* strip)
    {
        for (int r = 0; r < count; r++)
            for (int v = 0; v < StripColumns; v += Vector<float>.Count)
                Vector.Store(Vector.Load(rows + ((nint)r * columns) + v), strip + (r * StripColumns) + v);
    }

    // Two outputs by four vectors of columns; a missing second output repeats the first one's work and is not written.
    private static void GradientTile(float* residuals, int outputCount, int k, int next, float* strip, int count, float* gradient, int columns)
    {
        int n = Vector<float>.Count;
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (int r = 0; r < count; r++, strip += StripColumns, residuals += outputCount)
        {
            Vector<float> a = new(residuals[k]), b = new(residuals[next]);
            Vector<float> x = Vector.Load(strip), y = Vector.Load(strip + n), z = Vector.Load(strip + (2 * n)), v = Vector.Load(strip + (3 * n));
            a0 = Vector.FusedMultiplyAdd(x, a, a0);
            b0 = Vector.FusedMultiplyAdd(x, b, b0);
            a1 = Vector.FusedMultiplyAdd(y, a, a1);
            b1 = Vector.FusedMultiplyAdd(y, b, b1);
            a2 = Vector.FusedMultiplyAdd(z, a, a2);
            b2 = Vector.FusedMultiplyAdd(z, b, b2);
            a3 = Vector.FusedMultiplyAdd(v, a, a3);
            b3 = Vector.FusedMultiplyAdd(v, b, b3);
        }
        Add(gradient + ((nint)k * columns), a0, a1, a2, a3);
        if (next != k) Add(gradient + ((nint)next * columns), b0, b1, b2, b3);
    }

    private static void Add(float* target, Vector<float> v0, Vector<float> v1, Vector<float> v2, Vector<float> v3)
    {
        int n = Vector<float>.Count;
        Vector.Store(Vector.Load(target) + v0, target);
        Vector.Store(Vector.Load(target + n) + v1, target + n);
        Vector.Store(Vector.Load(target + (2 * n)) + v2, target + (2 * n));
        Vector.Store(Vector.Load(target + (3 * n)) + v3, target + (3 * n));
    }

    private static void AddLastColumns(float* residuals, int outputCount, float* rows, int count, int from, int columns, float* gradient)
    {
        for (int r = 0; r < count; r++)
            for (int k = 0; k < outputCount; k++)
                for (int d = from; d < columns; d++)
                    gradient[((nint)k * columns) + d] += residuals[(r * outputCount) + k] * rows[((nint)r * columns) + d];
    }
}
