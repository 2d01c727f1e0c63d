using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Hares.Probe.Protocols.Kernels;

/// <summary>
/// The products of <see cref="MatrixKernel"/> in vectors of the width .NET prefers, at most 256 bits by default: tiles of four lines of three vector
/// sums, which with what they multiply fill the sixteen registers there are. Where a tile hangs over the edge, a missing line repeats the first
/// one's work and is not written.
/// </summary>
internal static unsafe class VectorKernel
{
    private const int Lines = 4;
    private const int Across = 3;
    private const int StripRows = 128;
    private const int TilesAcross = 2; // a strip: whole cache lines of a row
    private static readonly int TileColumns = Across * Vector<float>.Count;
    private static readonly int StripColumns = TilesAcross * TileColumns;

    public static void Outputs(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, int columns, Span<float> outputs)
    {
        int rowCount = rows.Length / columns, outputCount = weights.Length / columns;
        float* tile = stackalloc float[Lines * Across];
        fixed (float* x = rows, w = weights, o = outputs)
            for (int r = 0; r < rowCount; r += Lines)
                for (int k = 0; k < outputCount; k += Across)
                {
                    int lines = Math.Min(rowCount - r, Lines), across = Math.Min(outputCount - k, Across);
                    int quarters = Math.Min(k / Across, (4 * Lines) - 1); // each tile has a quarter of a row of the next ones fetched
                    float* next = x + ((nint)(r + Lines) * columns) + (quarters * (columns / 4));
                    OutputTile(x + ((nint)r * columns), lines, w + ((nint)k * columns), across, columns, next, tile);
                    for (int i = 0; i < lines; i++)
                        for (int j = 0; j < across; j++) o[((nint)(r + i) * outputCount) + k + j] = tile[(Across * i) + j];
                }
    }

    public static void AddGradient(ReadOnlySpan<float> residuals, ReadOnlySpan<float> rows, int columns, Span<float> gradient)
    {
        int rowCount = rows.Length / columns, outputCount = gradient.Length / columns;
        float* tile = stackalloc float[Lines * TileColumns], strip = stackalloc float[(StripRows * StripColumns) + Vector<float>.Count];
        strip = (float*)(((nint)strip + 31) & ~31); // a vector that straddles two cache lines is loaded twice
        fixed (float* e = residuals, x = rows, g = gradient)
            for (int r = 0; r < rowCount; r += StripRows)
                for (int d = 0; d < columns; d += StripColumns)
                {
                    int count = Math.Min(rowCount - r, StripRows), width = Math.Min(columns - d, StripColumns);
                    Pack(x + ((nint)r * columns) + d, count, width, columns, strip);
                    for (int k = 0; k < outputCount; k += Lines)
                        for (int c = 0; c < width; c += TileColumns)
                        {
                            int lines = Math.Min(outputCount - k, Lines), across = Math.Min(width - c, TileColumns);
                            float* target = g + ((nint)k * columns) + d + c;
                            bool isWhole = lines == Lines && across == TileColumns;
                            if (!isWhole) new Span<float>(tile, Lines * TileColumns).Clear();
                            GradientTile(e + ((nint)r * outputCount) + k, outputCount, lines, strip + c, count,
                                isWhole ? target : tile, isWhole ? columns : TileColumns);
                            for (int i = 0; !isWhole && i < lines; i++) TileEdge.Add(tile + (i * TileColumns), across, target + ((nint)i * columns));
                        }
                }
    }

    /// <summary>
    /// Four rows by three outputs, into <paramref name="tile"/>. A quarter of a row from <paramref name="next"/> on is fetched meanwhile, as in
    /// <see cref="Vector512Kernel"/>.
    /// </summary>
    private static void OutputTile(float* x, int lines, float* w, int across, int columns, float* next, float* tile)
    {
        float* x1 = TileEdge.Line(x, 1, lines, columns), x2 = TileEdge.Line(x, 2, lines, columns), x3 = TileEdge.Line(x, 3, lines, columns);
        float* w1 = TileEdge.Line(w, 1, across, columns), w2 = TileEdge.Line(w, 2, across, columns);
        ThreeSums s0 = default, s1 = default, s2 = default, s3 = default;
        int d = 0;
        for (; d <= columns - Vector<float>.Count; d += Vector<float>.Count)
        {
            Vector<float> a = Vector.Load(w + d), b = Vector.Load(w1 + d), c = Vector.Load(w2 + d);
            if (Sse.IsSupported) Sse.Prefetch0(next + (d / 4));
            s0.MultiplyAdd(Vector.Load(x + d), a, b, c);
            s1.MultiplyAdd(Vector.Load(x1 + d), a, b, c);
            s2.MultiplyAdd(Vector.Load(x2 + d), a, b, c);
            s3.MultiplyAdd(Vector.Load(x3 + d), a, b, c);
        }
        s0.StoreTotals(tile);
        s1.StoreTotals(tile + Across);
        s2.StoreTotals(tile + (2 * Across));
        s3.StoreTotals(tile + (3 * Across));
        if (d < columns) TileEdge.AddRest(x, lines, w, across, d, columns, tile, Across);
    }

    /// <summary>Copies a strip of columns to where it is together, with zeros in place of columns that are not there.</summary>
    private static void Pack(float* rows, int count, int width, int columns, float* strip)
    {
        for (int r = 0; r < count; r++, rows += columns, strip += StripColumns)
        {
            int d = 0;
            for (; d <= width - Vector<float>.Count; d += Vector<float>.Count) Vector.Store(Vector.Load(rows + d), strip + d);
            for (; d < StripColumns; d++) strip[d] = d < width ? rows[d] : 0;
        }
    }

    /// <summary>Four outputs by three vectors of columns, added to <paramref name="sums"/>, whose lines are <paramref name="stride"/> apart.</summary>
    private static void GradientTile(float* residuals, int outputCount, int lines, float* strip, int count, float* sums, nint stride)
    {
        int n = Vector<float>.Count, k1 = lines > 1 ? 1 : 0, k2 = lines > 2 ? 2 : 0, k3 = lines > 3 ? 3 : 0;
        ThreeSums s0 = default, s1 = default, s2 = default, s3 = default;
        for (int r = 0; r < count; r++, strip += StripColumns, residuals += outputCount)
        {
            Vector<float> a = Vector.Load(strip), b = Vector.Load(strip + n), c = Vector.Load(strip + (2 * n));
            s0.MultiplyAdd(new(residuals[0]), a, b, c);
            s1.MultiplyAdd(new(residuals[k1]), a, b, c);
            s2.MultiplyAdd(new(residuals[k2]), a, b, c);
            s3.MultiplyAdd(new(residuals[k3]), a, b, c);
        }
        s0.AddTo(sums);
        s1.AddTo(sums + stride);
        s2.AddTo(sums + (2 * stride));
        s3.AddTo(sums + (3 * stride));
    }
}
