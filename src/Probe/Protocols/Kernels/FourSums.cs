using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Probe.Protocols.Kernels;

/// <summary>
/// Four vector sums, one line of a tile. Four fields are what the compiler keeps in registers; a variable of this type must be passed to inlined
/// methods only, or all of it moves to memory.
/// </summary>
internal struct FourSums
{
    private Vector512<float> _a, _b, _c, _d;

    /// <summary>Adds <paramref name="x"/> times each of the four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(Vector512<float> x, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        _a = Vector512.FusedMultiplyAdd(x, a, _a);
        _b = Vector512.FusedMultiplyAdd(x, b, _b);
        _c = Vector512.FusedMultiplyAdd(x, c, _c);
        _d = Vector512.FusedMultiplyAdd(x, d, _d);
    }

    /// <summary>The total of each vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector128<float> Totals() => Vector128.Create(Vector512.Sum(_a), Vector512.Sum(_b), Vector512.Sum(_c), Vector512.Sum(_d));

    /// <summary>Adds all 64 sums to as many values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly unsafe void AddTo(float* values)
    {
        Vector512.Store(Vector512.Load(values) + _a, values);
        Vector512.Store(Vector512.Load(values + 16) + _b, values + 16);
        Vector512.Store(Vector512.Load(values + 32) + _c, values + 32);
        Vector512.Store(Vector512.Load(values + 48) + _d, values + 48);
    }
}
