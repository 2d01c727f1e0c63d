using Hares.Features.Lanes;
using Hares.Features.Tests.Support;

namespace Hares.Features.Tests.Lanes;

public class LaneTransposeTests
{
    private const int Hop = 5;
    private const int Samples = 12;

    [Theory]
    [MemberData(nameof(LaneWidths.Supported), MemberType = typeof(LaneWidths))]
    public void Rows_become_lanes_and_lanes_rows(int width)
    {
        switch (width)
        {
            case 4: Check<Lanes4>(); break;
            case 8: Check<Lanes8>(); break;
            default: Check<Lanes16>(); break;
        }
    }

    private static unsafe void Check<TLanes>() where TLanes : unmanaged, ILanes<TLanes>
    {
        var waveform = new AlignedBuffer<float>((TLanes.Count - 1) * Hop + Samples);
        for (var i = 0; i < waveform.Length; i++)
            waveform.Span[i] = i;
        var lanes = new AlignedBuffer<TLanes>(Samples);
        LaneTranspose.FromRows(waveform.Pointer, Hop, lanes.Pointer, Samples);
        for (var n = 0; n < Samples; n++)
            for (var lane = 0; lane < TLanes.Count; lane++)
                Assert.Equal(lane * Hop + n, ((float*)(lanes.Pointer + n))[lane]);
        GC.KeepAlive(waveform);

        var rows = new AlignedBuffer<float>(TLanes.Count * Samples);
        LaneTranspose.ToRows(lanes.Pointer, Samples, rows.Pointer, Samples);
        GC.KeepAlive(lanes);
        for (var lane = 0; lane < TLanes.Count; lane++)
            for (var n = 0; n < Samples; n++)
                Assert.Equal(lane * Hop + n, rows.Span[lane * Samples + n]);
    }
}
