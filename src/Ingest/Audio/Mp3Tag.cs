using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>
/// The Xing or Info tag in the first frame of an MP3. Only with it does the length in the header mean anything: without it libsndfile
/// gives a guess that may be far off when the bit rate varies.
/// </summary>
/// <param name="HasFrameCount">Whether the tag declares the length of the audio.</param>
/// <param name="MissingBytes">Bytes that the tag declares beyond the end of the file; 0 when it declares none.</param>
internal readonly record struct Mp3Tag(bool HasFrameCount, long MissingBytes)
{
    private const int Id3HeaderBytes = 10; // those of the footer too
    private const int Id3FlagsOffset = 5, Id3FooterFlag = 0x10;
    private const int MaxId3Tags = 64; // more are no music
    private const int SearchBytes = 8192; // some encoders leave zeros between the ID3 tag and the first frame
    private const int FlagsOffset = 4, FrameCountOffset = 8; // behind the name; both big-endian
    private const uint FrameCountFlag = 1, ByteCountFlag = 2;

    /// <summary>Finds the tag; the default value when there is none.</summary>
    public static Mp3Tag Read(SafeFileHandle file)
    {
        Span<byte> buffer = stackalloc byte[SearchBytes];
        var position = AfterId3(file);
        var start = buffer[..RandomAccess.Read(file, buffer, position)];
        var at = start.IndexOf("Xing"u8);
        if (at < 0) at = start.IndexOf("Info"u8);
        return at < 0 ? default : Parse(start[at..], RandomAccess.GetLength(file) - position);
    }

    private static Mp3Tag Parse(ReadOnlySpan<byte> tag, long audioBytes)
    {
        if (tag.Length < FrameCountOffset + 2 * sizeof(uint)) return default;
        var flags = BinaryPrimitives.ReadUInt32BigEndian(tag[FlagsOffset..]);
        var hasFrames = (flags & FrameCountFlag) != 0;
        if ((flags & ByteCountFlag) == 0) return new Mp3Tag(hasFrames, 0);
        var bytes = BinaryPrimitives.ReadUInt32BigEndian(tag[(FrameCountOffset + (hasFrames ? sizeof(uint) : 0))..]);
        return new Mp3Tag(hasFrames, Math.Max(0, bytes - audioBytes));
    }

    /// <summary>Where the ID3 tags at the begin end, of which programs add one before another's; 0 when there is none.</summary>
    public static long AfterId3(SafeFileHandle file)
    {
        var position = 0L;
        for (var tags = 0; tags < MaxId3Tags && Id3Bytes(file, position) is > 0 and var bytes; tags++) position += bytes;
        return position;
    }

    /// <summary>Length of the ID3 tag that begins here; 0 when none does.</summary>
    private static int Id3Bytes(SafeFileHandle file, long position)
    {
        Span<byte> header = stackalloc byte[Id3HeaderBytes];
        if (RandomAccess.Read(file, header, position) < Id3HeaderBytes || !header.StartsWith("ID3"u8)) return 0;
        var content = header[6] << 21 | header[7] << 14 | header[8] << 7 | header[9]; // seven bits a byte
        return Id3HeaderBytes + content + ((header[Id3FlagsOffset] & Id3FooterFlag) == 0 ? 0 : Id3HeaderBytes);
    }
}
