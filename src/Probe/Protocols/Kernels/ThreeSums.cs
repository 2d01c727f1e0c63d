using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hares.Probe.Protocols.Kernels;

/// <summary>Three vector sums, one line of a tile; see <see cref="FourSums"/>.</summary>
internal struct ThreeSums
{
    private Vector<float> _a, _b, _c;

    /// <summary>Adds <paramref name="x"/> times each of the three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(Vector<float> x, Vector<float> a, Vector<float> b, Vector<float> c)
    {
        _a = Vector.FusedMultiplyAdd(x, a, _a);
        _b = Vector.FusedMultiplyAdd(x, b, _b);
        _c = Vector.FusedMultiplyAdd(x, c, _c);
    }

    /// <summary>Writes the total of each vector to as many values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void StoreTotals(float* values) => (values[0], values[1], values[2]) = (Vector.Sum(_a), Vector.Sum(_b), Vector.Sum(_c));

    /// <summary>Adds all sums to as many values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void AddTo(float* values)
    {
        int n = Vector<float>.Count;
        Vector.Store(Vector.Load(values) + _a, values);
        Vector.Store(Vector.Load(values + n) + _b, values + n);
        Vector.Store(Vector.Load(values + (2 * n)) + _c, values + (2 * n));
    }
}
