using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hares.Probe.Protocols.Kernels;

/// <summary>
/// The products of <see cref="MatrixKernel"/> in vectors of 512 bits: tiles of six rows or five outputs by four vector sums, which with what they
/// multiply (nearly) fill AVX-512's 32 registers. Where a tile hangs over the edge, a missing line repeats the first one's work and is not written.
/// </summary>
internal static unsafe class Vector512Kernel
{
    private const int OutputLines = 6; // rows
    private const int GradientLines = 5; // outputs: divides the usual numbers of classes more often than six does
    private const int StripRows = 128;
    private const int StripColumns = 64;
    private const int VectorFloats = 16;

    public static void Outputs(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, int columns, Span<float> outputs)
    {
        int rowCount = rows.Length / columns, outputCount = weights.Length / columns;
        float* tile = stackalloc float[OutputLines * 4];
        fixed (float* x = rows, w = weights, o = outputs)
            for (int r = 0; r < rowCount; r += OutputLines)
                for (int k = 0; k < outputCount; k += 4)
                {
                    int lines = Math.Min(rowCount - r, OutputLines), across = Math.Min(outputCount - k, 4);
                    int halves = Math.Min(k / 4, (2 * OutputLines) - 1); // each tile has half a row of the next ones fetched
                    float* next = x + ((nint)(r + OutputLines) * columns) + (halves * (columns / 2));
                    OutputTile(x + ((nint)r * columns), lines, w + ((nint)k * columns), across, columns, next, tile);
                    for (int i = 0; i < lines; i++)
                        for (int j = 0; j < across; j++) o[((nint)(r + i) * outputCount) + k + j] = tile[(4 * i) + j];
                }
    }

    public static void AddGradient(ReadOnlySpan<float> residuals, ReadOnlySpan<float> rows, int columns, Span<float> gradient)
    {
        int rowCount = rows.Length / columns, outputCount = gradient.Length / columns;
        float* tile = stackalloc float[GradientLines * StripColumns], strip = stackalloc float[(StripRows * StripColumns) + VectorFloats];
        strip = (float*)(((nint)strip + 63) & ~63); // a vector that straddles two cache lines is loaded twice
        fixed (float* e = residuals, x = rows, g = gradient)
            for (int r = 0; r < rowCount; r += StripRows)
                for (int d = 0; d < columns; d += StripColumns)
                {
                    int count = Math.Min(rowCount - r, StripRows), width = Math.Min(columns - d, StripColumns);
                    Pack(x + ((nint)r * columns) + d, count, width, columns, strip);
                    for (int k = 0; k < outputCount; k += GradientLines)
                    {
                        int lines = Math.Min(outputCount - k, GradientLines);
                        float* target = g + ((nint)k * columns) + d;
                        bool isWhole = lines == GradientLines && width == StripColumns;
                        if (!isWhole) new Span<float>(tile, GradientLines * StripColumns).Clear();
                        GradientTile(e + ((nint)r * outputCount) + k, outputCount, lines, strip, count,
                            isWhole ? target : tile, isWhole ? columns : StripColumns);
                        for (int i = 0; !isWhole && i < lines; i++) TileEdge.Add(tile + (i * StripColumns), width, target + ((nint)i * columns));
                    }
                }
    }

    /// <summary>
    /// Six rows by four outputs, into <paramref name="tile"/>. Half a row from <paramref name="next"/> on is fetched meanwhile: rows come from memory,
    /// and their products are done sooner than they would come.
    /// </summary>
    private static void OutputTile(float* x, int lines, float* w, int across, int columns, float* next, float* tile)
    {
        float* x1 = TileEdge.Line(x, 1, lines, columns), x2 = TileEdge.Line(x, 2, lines, columns), x3 = TileEdge.Line(x, 3, lines, columns);
        float* x4 = TileEdge.Line(x, 4, lines, columns), x5 = TileEdge.Line(x, 5, lines, columns);
        float* w1 = TileEdge.Line(w, 1, across, columns), w2 = TileEdge.Line(w, 2, across, columns), w3 = TileEdge.Line(w, 3, across, columns);
        FourSums s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default;
        int d = 0;
        for (; d <= columns - VectorFloats; d += VectorFloats)
        {
            Vector512<float> a = Vector512.Load(w + d), b = Vector512.Load(w1 + d), c = Vector512.Load(w2 + d), e = Vector512.Load(w3 + d);
            if (Sse.IsSupported) Sse.Prefetch0(next + (d / 2));
            s0.MultiplyAdd(Vector512.Load(x + d), a, b, c, e);
            s1.MultiplyAdd(Vector512.Load(x1 + d), a, b, c, e);
            s2.MultiplyAdd(Vector512.Load(x2 + d), a, b, c, e);
            s3.MultiplyAdd(Vector512.Load(x3 + d), a, b, c, e);
            s4.MultiplyAdd(Vector512.Load(x4 + d), a, b, c, e);
            s5.MultiplyAdd(Vector512.Load(x5 + d), a, b, c, e);
        }
        s0.Totals().Store(tile);
        s1.Totals().Store(tile + 4);
        s2.Totals().Store(tile + 8);
        s3.Totals().Store(tile + 12);
        s4.Totals().Store(tile + 16);
        s5.Totals().Store(tile + 20);
        if (d < columns) TileEdge.AddRest(x, lines, w, across, d, columns, tile, 4);
    }

    /// <summary>Copies a strip of columns to where it is together, with zeros in place of columns that are not there.</summary>
    private static void Pack(float* rows, int count, int width, int columns, float* strip)
    {
        for (int r = 0; r < count; r++, rows += columns, strip += StripColumns)
        {
            int d = 0;
            for (; d <= width - VectorFloats; d += VectorFloats) Vector512.Load(rows + d).StoreAligned(strip + d);
            for (; d < StripColumns; d++) strip[d] = d < width ? rows[d] : 0;
        }
    }

    /// <summary>Five outputs by 64 columns, added to <paramref name="sums"/>, whose lines are <paramref name="stride"/> apart.</summary>
    private static void GradientTile(float* residuals, int outputCount, int lines, float* strip, int count, float* sums, nint stride)
    {
        int k1 = lines > 1 ? 1 : 0, k2 = lines > 2 ? 2 : 0, k3 = lines > 3 ? 3 : 0, k4 = lines > 4 ? 4 : 0;
        FourSums s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        for (int r = 0; r < count; r++, strip += StripColumns, residuals += outputCount)
        {
            Vector512<float> a = Vector512.Load(strip), b = Vector512.Load(strip + 16),
                c = Vector512.Load(strip + 32), d = Vector512.Load(strip + 48);
            s0.MultiplyAdd(Vector512.Create(residuals[0]), a, b, c, d);
            s1.MultiplyAdd(Vector512.Create(residuals[k1]), a, b, c, d);
            s2.MultiplyAdd(Vector512.Create(residuals[k2]), a, b, c, d);
            s3.MultiplyAdd(Vector512.Create(residuals[k3]), a, b, c, d);
            s4.MultiplyAdd(Vector512.Create(residuals[k4]), a, b, c, d);
        }
        s0.AddTo(sums);
        s1.AddTo(sums + stride);
        s2.AddTo(sums + (2 * stride));
        s3.AddTo(sums + (3 * stride));
        s4.AddTo(sums + (4 * stride));
    }
}
