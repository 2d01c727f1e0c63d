using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>
/// Compares the length that the header of a WAV (RIFF), AIFF (FORM) or MP3 declares with the bytes there are, before libsndfile sees
/// the file: it quietly shortens the length of the first two to the file, so that a truncated recording would look whole, and prints
/// to standard error about the third.
/// </summary>
internal static class Truncation
{
    private const int ContainerHeaderBytes = 12, ChunkHeaderBytes = 8, MaxChunks = 1000;
    private const uint WrittenToAPipe = 0x7FFF0000; // the writer could not go back to fill in the length: any size from here on is a guess

    /// <summary>Bytes of audio declared but not there; 0 for a whole file, for other containers and where the length was never known.</summary>
    public static long MissingBytes(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[ContainerHeaderBytes];
        if (RandomAccess.Read(file, header, 0) < header.Length) return 0;
        if (header.StartsWith("ID3"u8) || header[0] == 0xFF) return Mp3Tag.Read(file).MissingBytes;
        var bigEndian = header.StartsWith("FORM"u8);
        if (!bigEndian && !header.StartsWith("RIFF"u8)) return 0;

        var fileBytes = RandomAccess.GetLength(file);
        long position = ContainerHeaderBytes;
        var chunk = header[..ChunkHeaderBytes];
        for (var i = 0; i < MaxChunks && RandomAccess.Read(file, chunk, position) == ChunkHeaderBytes; i++)
        {
            var size = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            position += ChunkHeaderBytes;
            if (chunk.StartsWith("data"u8) || chunk.StartsWith("SSND"u8))
                return size >= WrittenToAPipe ? 0 : Math.Max(0, position + size - fileBytes);
            position += size + (size & 1); // chunks start at even places
        }

        return 0;
    }
}
