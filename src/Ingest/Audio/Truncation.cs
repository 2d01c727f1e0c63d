using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>
/// Compares the length that the header of a WAV (RIFF, RF64, Wave64), AIFF (FORM), AU or MP3 declares with the bytes there are, before libsndfile
/// sees the file: it quietly shortens the length of all but the last to the file, so that a truncated recording would look whole, and prints
/// to standard error about the last.
/// </summary>
internal static class Truncation
{
    private const int ContainerHeaderBytes = 12, ChunkHeaderBytes = 8, MaxChunks = 1000;
    private const int WaveHeaderBytes = 40, WaveChunkHeaderBytes = 24, GuidBytes = 16; // of Wave64: names are GUIDs, lengths have 64 bits
    private const uint WrittenToAPipe = 0x7FFF0000; // the writer could not go back to fill in the length: any size from here on is a guess

    /// <summary>Bytes of audio declared but not there; 0 for a whole file, for other containers and where the length was never known.</summary>
    public static long MissingBytes(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[ContainerHeaderBytes];
        if (RandomAccess.Read(file, header, 0) < header.Length) return 0;
        if (header.StartsWith("ID3"u8) || header[0] == 0xFF) return Mp3Tag.Read(file).MissingBytes;
        var end = header switch
        {
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..]
                or [(byte)'R', (byte)'F', (byte)'6', (byte)'4', ..]
                    => EndOfChunks(file, bigEndian: false),
            [(byte)'F', (byte)'O', (byte)'R', (byte)'M', ..] => EndOfChunks(file, bigEndian: true),
            [(byte)'r', (byte)'i', (byte)'f', (byte)'f', ..] => EndOfWave64(file),
            [(byte)'.', (byte)'s', (byte)'n', (byte)'d', ..] => EndOfAu(header),
            _ => null,
        };
        return Math.Max(0, (end ?? 0) - RandomAccess.GetLength(file));
    }

    /// <summary>Where the audio ends by its chunk's length, in RF64 by that in the chunk ds64 before it.</summary>
    private static long? EndOfChunks(SafeFileHandle file, bool bigEndian)
    {
        Span<byte> chunk = stackalloc byte[ChunkHeaderBytes], sizes = stackalloc byte[2 * sizeof(long)]; // of everything, of the audio
        long position = ContainerHeaderBytes;
        long? wide = null;
        for (var i = 0; i < MaxChunks && RandomAccess.Read(file, chunk, position) == ChunkHeaderBytes; i++)
        {
            var size = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            position += ChunkHeaderBytes;
            if (chunk.StartsWith("ds64"u8) && RandomAccess.Read(file, sizes, position) == sizes.Length)
                wide = BinaryPrimitives.ReadInt64LittleEndian(sizes[sizeof(long)..]);
            if (chunk.StartsWith("data"u8) || chunk.StartsWith("SSND"u8))
                return size < WrittenToAPipe ? position + size : size == uint.MaxValue ? End(position, wide) : null;
            position += size + (size & 1); // chunks start at even places
        }

        return null;
    }

    /// <summary>Sony's Wave64: chunks whose lengths count their headers, and which start at multiples of eight.</summary>
    private static long? EndOfWave64(SafeFileHandle file)
    {
        Span<byte> chunk = stackalloc byte[WaveChunkHeaderBytes];
        long position = WaveHeaderBytes;
        for (var i = 0; i < MaxChunks && RandomAccess.Read(file, chunk, position) == WaveChunkHeaderBytes; i++)
        {
            var size = BinaryPrimitives.ReadInt64LittleEndian(chunk[GuidBytes..]);
            if (chunk.StartsWith("data"u8)) return End(position, size);
            if (size < WaveChunkHeaderBytes || End(position, size) is not { } end) return null;
            position = (end + 7) & ~7L;
        }

        return null;
    }

    /// <summary>Sun's AU: where the audio begins, and its bytes, in the header's second and third number.</summary>
    private static long? EndOfAu(ReadOnlySpan<byte> header)
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        return size == uint.MaxValue ? null : BinaryPrimitives.ReadUInt32BigEndian(header[4..]) + (long)size;
    }

    /// <summary>Null for a length that no file can have.</summary>
    private static long? End(long position, long? size) => size >= 0 && size < long.MaxValue - position - 8 ? position + size : null;
}
