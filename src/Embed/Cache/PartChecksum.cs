using System.Buffers;
using System.IO.Hashing;

namespace Hares.Embed.Cache;

/// <summary>The checksum in a part's name: XxHash3 of all its bytes.</summary>
internal static class PartChecksum
{
    private const int BufferBytes = 1 << 20;

    public static ulong Of(FileStream stream, CancellationToken cancellation)
    {
        var hash = new XxHash3();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            stream.Position = 0;
            while (stream.Read(buffer, 0, BufferBytes) is var count and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.Append(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return hash.GetCurrentHashAsUInt64();
    }
}
