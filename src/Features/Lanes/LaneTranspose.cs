using System.Runtime.CompilerServices;

namespace Hares.Features.Lanes;

/// <summary>Moves data between rows (one frame after another) and lanes (one sample or band of all frames after another).</summary>
internal static unsafe class LaneTranspose
{
    /// <summary>
    /// lanes[n] = sample n of each frame, frame l starting at <paramref name="frames"/> + l * <paramref name="hop"/>.
    /// <paramref name="count"/> is rounded up to a multiple of four, in the frames as in the lanes.
    /// </summary>
    [MethodImpl(LaneLoop.Options)]
    public static void FromRows<TLanes>(float* frames, int hop, TLanes* lanes, int count) where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var n = 0; n < count; n += 4)
        {
            lanes[n] = TLanes.LoadGroups(frames + n, hop);
            lanes[n + 1] = TLanes.LoadGroups(frames + n + hop, hop);
            lanes[n + 2] = TLanes.LoadGroups(frames + n + 2 * hop, hop);
            lanes[n + 3] = TLanes.LoadGroups(frames + n + 3 * hop, hop);
            TransposeGroups(lanes + n);
        }
    }

    /// <summary>The way back: row l of <paramref name="rows"/> takes lane l of every lane set. Destroys the lanes.</summary>
    [MethodImpl(LaneLoop.Options)]
    public static void ToRows<TLanes>(TLanes* lanes, int count, float* rows, int stride) where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var n = 0; n < count; n += 4)
        {
            TransposeGroups(lanes + n);
            for (var r = 0; r < 4; r++)
                TLanes.StoreGroups(lanes[n + r], rows + n + r * stride, stride);
        }
    }

    // Four lane sets as 4 x 4 blocks, one block a group, each transposed in place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeGroups<TLanes>(TLanes* lanes) where TLanes : unmanaged, ILanes<TLanes>
    {
        var low01 = TLanes.InterleaveLow(lanes[0], lanes[1]);
        var low23 = TLanes.InterleaveLow(lanes[2], lanes[3]);
        var high01 = TLanes.InterleaveHigh(lanes[0], lanes[1]);
        var high23 = TLanes.InterleaveHigh(lanes[2], lanes[3]);
        lanes[0] = TLanes.JoinLow(low01, low23);
        lanes[1] = TLanes.JoinHigh(low01, low23);
        lanes[2] = TLanes.JoinLow(high01, high23);
        lanes[3] = TLanes.JoinHigh(high01, high23);
    }
}
