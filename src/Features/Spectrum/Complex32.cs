using System.Runtime.CompilerServices;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>A twiddle factor.</summary>
internal readonly record struct Complex32(float Re, float Im)
{
    /// <summary>exp(-2 pi i k / n), rounded once from double.</summary>
    public static Complex32 Root(int k, int n)
    {
        var (sin, cos) = Math.SinCos(-2 * Math.PI * k / n);
        return new((float)cos, (float)sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneComplex<TLanes> Broadcast<TLanes>() where TLanes : unmanaged, ILanes<TLanes> =>
        new(TLanes.Broadcast(Re), TLanes.Broadcast(Im));
}
