using System.Runtime.CompilerServices;
using Hares.Features.Lanes;

namespace Hares.Features.Spectrum;

/// <summary>Every <see cref="Compression"/> as one curve: scale * ln(max(x, floor) + offset).</summary>
internal sealed unsafe class LevelCurve(Compression compression, float floor)
{
    private readonly float _floor = compression == Compression.LogOfSum ? 0 : floor;
    private readonly float _offset = compression == Compression.LogOfSum ? floor : 0;
    private readonly float _scale = compression == Compression.Decibels ? (float)(10 / Math.Log(10)) : 1;

    [MethodImpl(LaneLoop.Options)]
    public void Apply<TLanes>(TLanes* levels, int count) where TLanes : unmanaged, ILanes<TLanes>
    {
        var (floor, offset, scale) = (TLanes.Broadcast(_floor), TLanes.Broadcast(_offset), TLanes.Broadcast(_scale));
        for (var i = 0; i < count; i++)
            levels[i] = TLanes.Log(TLanes.Max(levels[i], floor) + offset) * scale;
    }
}
