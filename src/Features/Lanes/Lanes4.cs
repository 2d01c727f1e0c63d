using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hares.Features.Lanes;

/// <summary>Four frames in a 128-bit vector: any processor, and software where even that is missing.</summary>
internal readonly unsafe struct Lanes4 : ILanes<Lanes4>
{
    private readonly Vector128<float> _value;

    private Lanes4(Vector128<float> value) => _value = value;

    public static int Count => Vector128<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) =>
        new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 NegateMultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) =>
        new(Vector128.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 a, Lanes4 b) => new(Vector128.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Log(Lanes4 a) => new(Vector128.Log(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadGroups(float* source, nint stride) =>
        new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreGroups(Lanes4 lanes, float* target, nint stride) => lanes._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 InterleaveLow(Lanes4 a, Lanes4 b) =>
        new(Vector128.Create(a._value[0], b._value[0], a._value[1], b._value[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 InterleaveHigh(Lanes4 a, Lanes4 b) =>
        new(Vector128.Create(a._value[2], b._value[2], a._value[3], b._value[3]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 JoinLow(Lanes4 a, Lanes4 b) => new(Vector128.Create(a._value.GetLower(), b._value.GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 JoinHigh(Lanes4 a, Lanes4 b) => new(Vector128.Create(a._value.GetUpper(), b._value.GetUpper()));
}
