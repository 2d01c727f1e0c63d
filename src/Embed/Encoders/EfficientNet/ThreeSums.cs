using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>48 sums, those of one place, in three registers.</summary>
internal unsafe struct ThreeSums(Vector512<float> a, Vector512<float> b, Vector512<float> c)
{
    private const int Lanes = 16;

    private Vector512<float> _a = a, _b = b, _c = c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeSums At(float* values) =>
        new(Vector512.Load(values), Vector512.Load(values + Lanes), Vector512.Load(values + 2 * Lanes));

    /// <summary>Adds the product of one number with 48.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float x, Vector512<float> a, Vector512<float> b, Vector512<float> c)
    {
        var factor = Vector512.Create(x);
        _a = Vector512.FusedMultiplyAdd(factor, a, _a);
        _b = Vector512.FusedMultiplyAdd(factor, b, _b);
        _c = Vector512.FusedMultiplyAdd(factor, c, _c);
    }

    /// <summary>Writes the SiLU of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreSilu(float* values)
    {
        Logistic.Times(_a, _a).Store(values);
        Logistic.Times(_b, _b).Store(values + Lanes);
        Logistic.Times(_c, _c).Store(values + 2 * Lanes);
    }
}
