using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders;

/// <summary>
/// Passes over rows of columns, of which <see cref="AtOnce"/> stay in registers while the rows go by. There are as many columns as sums or scales, a multiple
/// of that; the last row may be cut short.
/// </summary>
internal static unsafe class MapColumns
{
    /// <summary>Columns.</summary>
    public const int AtOnce = 4 * Lanes;

    private const int Lanes = 16;
    private const int RowsSummedInFloat = 64;
    private const MethodImplOptions Loop = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>Adds up, for each column, how far the values lie from a centre, and the squares of that.</summary>
    public static void AddDistances(ReadOnlySpan<float> values, ReadOnlySpan<float> centres, Span<double> sums, Span<double> squares)
    {
        var columns = sums.Length;
        var rows = values.Length / columns;
        fixed (float* value = values, centre = centres)
        fixed (double* sum = sums, square = squares)
        {
            for (var row = 0; row < rows; row += RowsSummedInFloat)
                for (var column = 0; column < columns; column += AtOnce)
                    AddDistances(
                        value + (long)row * columns + column, Math.Min(RowsSummedInFloat, rows - row), columns, centre + column, sum + column, square + column);
        }

        for (var (column, i) = (0, rows * columns); i < values.Length; column++, i++)
        {
            var distance = (double)values[i] - centres[column];
            sums[column] += distance;
            squares[column] += distance * distance;
        }
    }

    /// <summary>Each value times its column's scale, plus its offset, plus what is added where there is any; nothing below zero where it is rectified.</summary>
    /// <param name="added">As many as values, or none.</param>
    public static void Scale(
        Span<float> values, ReadOnlySpan<float> scales, ReadOnlySpan<float> offsets, ReadOnlySpan<float> added, bool isRectified)
    {
        var columns = scales.Length;
        var rows = values.Length / columns;
        var least = isRectified ? 0 : float.NegativeInfinity;
        fixed (float* value = values, scale = scales, offset = offsets, more = added)
        {
            for (var row = 0; row < rows; row += RowsSummedInFloat)
                for (var column = 0; column < columns; column += AtOnce)
                {
                    var first = (long)row * columns + column;
                    Scale(
                        value + first, Math.Min(RowsSummedInFloat, rows - row), columns, scale + column, offset + column,
                        more is null ? null : more + first, Vector512.Create(least));
                }
        }

        for (var (column, i) = (0, rows * columns); i < values.Length; column++, i++)
            values[i] = MathF.Max(MathF.FusedMultiplyAdd(values[i], scales[column], offsets[column]) + (added.IsEmpty ? 0 : added[i]), least);
    }

    /// <summary>Adds as many floats as a vector has to as many doubles.</summary>
    public static void Add(Vector512<float> part, double* sums)
    {
        var (lower, upper) = Vector512.Widen(part);
        (Vector512.Load(sums) + lower).Store(sums);
        (Vector512.Load(sums + Lanes / 2) + upper).Store(sums + Lanes / 2);
    }

    [MethodImpl(Loop)]
    private static void AddDistances(float* values, int rows, int columns, float* centres, double* sums, double* squares)
    {
        var (c0, c1, c2, c3) = (At(centres, 0), At(centres, 1), At(centres, 2), At(centres, 3));
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        Vector512<float> q0 = default, q1 = default, q2 = default, q3 = default;
        for (var row = 0; row < rows; row++, values += columns)
        {
            var (d0, d1, d2, d3) = (At(values, 0) - c0, At(values, 1) - c1, At(values, 2) - c2, At(values, 3) - c3);
            (s0, s1, s2, s3) = (s0 + d0, s1 + d1, s2 + d2, s3 + d3);
            q0 = Vector512.FusedMultiplyAdd(d0, d0, q0);
            q1 = Vector512.FusedMultiplyAdd(d1, d1, q1);
            q2 = Vector512.FusedMultiplyAdd(d2, d2, q2);
            q3 = Vector512.FusedMultiplyAdd(d3, d3, q3);
        }

        Add(s0, sums);
        Add(s1, sums + Lanes);
        Add(s2, sums + 2 * Lanes);
        Add(s3, sums + 3 * Lanes);
        Add(q0, squares);
        Add(q1, squares + Lanes);
        Add(q2, squares + 2 * Lanes);
        Add(q3, squares + 3 * Lanes);
    }

    [MethodImpl(Loop)]
    private static void Scale(float* values, int rows, int columns, float* scales, float* offsets, float* added, Vector512<float> least)
    {
        var (s0, s1, s2, s3) = (At(scales, 0), At(scales, 1), At(scales, 2), At(scales, 3));
        var (o0, o1, o2, o3) = (At(offsets, 0), At(offsets, 1), At(offsets, 2), At(offsets, 3));
        for (var row = 0; row < rows; row++, values += columns)
        {
            var v0 = Vector512.FusedMultiplyAdd(At(values, 0), s0, o0);
            var v1 = Vector512.FusedMultiplyAdd(At(values, 1), s1, o1);
            var v2 = Vector512.FusedMultiplyAdd(At(values, 2), s2, o2);
            var v3 = Vector512.FusedMultiplyAdd(At(values, 3), s3, o3);
            if (added is not null)
            {
                (v0, v1, v2, v3) = (v0 + At(added, 0), v1 + At(added, 1), v2 + At(added, 2), v3 + At(added, 3));
                added += columns;
            }

            Vector512.Max(v0, least).Store(values);
            Vector512.Max(v1, least).Store(values + Lanes);
            Vector512.Max(v2, least).Store(values + 2 * Lanes);
            Vector512.Max(v3, least).Store(values + 3 * Lanes);
        }
    }

    private static Vector512<float> At(float* values, int vector) => Vector512.Load(values + vector * Lanes);
}
