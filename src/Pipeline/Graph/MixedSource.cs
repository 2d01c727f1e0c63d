using System.Buffers.Binary;
using System.IO.Hashing;
using Hares.Embed.Cache;

namespace Hares.Pipeline.Graph;

/// <summary>
/// The two files behind a mixed view as the cache remembers them: other numbers when either of them changes, or one takes the other's place.
/// </summary>
internal static class MixedSource
{
    public static SourceStamp Of(SourceStamp own, SourceStamp partner) => new(
        Hash(own.Audio, partner.Audio), Joined(own.SizeBytes, partner.SizeBytes), Joined(own.ModifiedTicks, partner.ModifiedTicks));

    // Times are below 2^60 ticks for a thousand years to come: there is no overflow.
    private static long Joined(long own, long partner) => own + 3 * partner;

    private static UInt128 Hash(UInt128 own, UInt128 partner)
    {
        Span<byte> both = stackalloc byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(both, own);
        BinaryPrimitives.WriteUInt128BigEndian(both[16..], partner);
        return XxHash128.HashToUInt128(both);
    }
}
