using System.Buffers.Binary;
using System.IO.Hashing;

namespace Hares.Ingest.Synthesis.Speech.VoxForge;

/// <summary>
/// Wraps bytes as gzip (RFC 1952) in stored blocks (RFC 1951, 3.2.4), uncompressed: what a compressor makes of the same bytes differs from one
/// version or processor to the next.
/// </summary>
internal static class StoredGzip
{
    private const int HeaderBytes = 10;
    private const int BlockHeaderBytes = 5;
    private const int TrailerBytes = 8;
    private const int MaxBlockBytes = ushort.MaxValue;

    public static byte[] Wrap(ReadOnlySpan<byte> content)
    {
        var blocks = Math.Max(1, (content.Length + MaxBlockBytes - 1) / MaxBlockBytes);
        var bytes = new byte[checked(HeaderBytes + blocks * BlockHeaderBytes + content.Length + TrailerBytes)];
        ReadOnlySpan<byte> header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]; // deflate, no flags, no time, unknown system
        header.CopyTo(bytes);
        var rest = bytes.AsSpan(HeaderBytes);
        for (var left = content; ; left = left[MaxBlockBytes..])
        {
            var isLast = left.Length <= MaxBlockBytes;
            rest = WriteBlock(rest, isLast ? left : left[..MaxBlockBytes], isLast);
            if (isLast) break;
        }
        BinaryPrimitives.WriteUInt32LittleEndian(rest, Crc32.HashToUInt32(content));
        BinaryPrimitives.WriteUInt32LittleEndian(rest[4..], (uint)content.Length);
        return bytes;
    }

    /// <summary>Returns what is left of the space.</summary>
    private static Span<byte> WriteBlock(Span<byte> space, ReadOnlySpan<byte> block, bool isLast)
    {
        space[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(space[1..], (ushort)block.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(space[3..], (ushort)~block.Length);
        block.CopyTo(space[BlockHeaderBytes..]);
        return space[(BlockHeaderBytes + block.Length)..];
    }
}
