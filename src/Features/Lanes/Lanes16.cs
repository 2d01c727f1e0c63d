using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hares.Features.Lanes;

/// <summary>Sixteen frames in a 512-bit vector; only where <see cref="Avx512F"/> is supported.</summary>
internal readonly unsafe struct Lanes16 : ILanes<Lanes16>
{
    private readonly Vector512<float> _value;

    private Lanes16(Vector512<float> value) => _value = value;

    public static int Count => Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator +(Lanes16 a, Lanes16 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator -(Lanes16 a, Lanes16 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 operator *(Lanes16 a, Lanes16 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 c) =>
        new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 NegateMultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 c) =>
        new(Vector512.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Max(Lanes16 a, Lanes16 b) => new(Vector512.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Log(Lanes16 a) => new(Vector512.Log(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LoadGroups(float* source, nint stride) =>
        new(Vector512.Create(
            Vector256.Create(Vector128.Load(source), Vector128.Load(source + 4 * stride)),
            Vector256.Create(Vector128.Load(source + 8 * stride), Vector128.Load(source + 12 * stride))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreGroups(Lanes16 lanes, float* target, nint stride)
    {
        var (low, high) = (lanes._value.GetLower(), lanes._value.GetUpper());
        low.GetLower().Store(target);
        low.GetUpper().Store(target + 4 * stride);
        high.GetLower().Store(target + 8 * stride);
        high.GetUpper().Store(target + 12 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 InterleaveLow(Lanes16 a, Lanes16 b) => new(Avx512F.UnpackLow(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 InterleaveHigh(Lanes16 a, Lanes16 b) => new(Avx512F.UnpackHigh(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 JoinLow(Lanes16 a, Lanes16 b) =>
        new(Avx512F.UnpackLow(a._value.AsDouble(), b._value.AsDouble()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 JoinHigh(Lanes16 a, Lanes16 b) =>
        new(Avx512F.UnpackHigh(a._value.AsDouble(), b._value.AsDouble()).AsSingle());
}
