using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>48 channels: five times as many sums, and what goes into them, are what 32 registers of 512 bits hold.</summary>
internal readonly unsafe struct Channels48(Vector512<float> a, Vector512<float> b, Vector512<float> c) : IChannels<Channels48>
{
    private readonly Vector512<float> _a = a, _b = b, _c = c;

    public static int Count => 3 * Lanes;

    private static int Lanes => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Channels48 At(float* values) =>
        new(Vector512.Load(values), Vector512.Load(values + Lanes), Vector512.Load(values + 2 * Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Channels48 MultiplyAdd(float* factor, Channels48 sum)
    {
        var x = Vector512.Create(*factor);
        return new(Vector512.FusedMultiplyAdd(_a, x, sum._a), Vector512.FusedMultiplyAdd(_b, x, sum._b), Vector512.FusedMultiplyAdd(_c, x, sum._c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreSilu(float* values)
    {
        Logistic.Silu(_a).Store(values);
        Logistic.Silu(_b).Store(values + Lanes);
        Logistic.Silu(_c).Store(values + 2 * Lanes);
    }
}
