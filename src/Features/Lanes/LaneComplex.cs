using System.Runtime.CompilerServices;

namespace Hares.Features.Lanes;

/// <summary>One complex number a lane.</summary>
internal readonly struct LaneComplex<TLanes>(TLanes re, TLanes im) where TLanes : unmanaged, ILanes<TLanes>
{
    public readonly TLanes Re = re;
    public readonly TLanes Im = im;

    public TLanes Power
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.MultiplyAdd(Re, Re, Im * Im);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<TLanes> operator +(LaneComplex<TLanes> a, LaneComplex<TLanes> b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<TLanes> operator -(LaneComplex<TLanes> a, LaneComplex<TLanes> b) => new(a.Re - b.Re, a.Im - b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<TLanes> operator *(LaneComplex<TLanes> a, LaneComplex<TLanes> b) => new(
        TLanes.NegateMultiplyAdd(b.Im, a.Im, a.Re * b.Re),
        TLanes.MultiplyAdd(a.Re, b.Im, a.Im * b.Re));

    /// <summary>a - i b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<TLanes> MinusI(LaneComplex<TLanes> a, LaneComplex<TLanes> b) => new(a.Re + b.Im, a.Im - b.Re);

    /// <summary>a + i b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<TLanes> PlusI(LaneComplex<TLanes> a, LaneComplex<TLanes> b) => new(a.Re - b.Im, a.Im + b.Re);
}
