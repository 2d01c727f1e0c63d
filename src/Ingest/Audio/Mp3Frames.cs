using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>
/// The frames of an MP3 (layer III). Where all have one bit rate, the length that libsndfile guesses from the file's size is right even without a
/// length tag; at low rates, as in MagnaTagATune, such a tag does not fit into a frame and is never there.
/// </summary>
internal static class Mp3Frames
{
    private const int HeaderBytes = 4;
    private const int Reserved = 1, Mpeg1 = 3; // values of the version's two bits; the others are MPEG-2 and its extension to low rates
    private const int LayerThree = 1;

    /// <summary>More than this behind the last frame is no tag at the end but audio that could not be followed.</summary>
    private const int MaxTrailerBytes = 4096;

    private static readonly int[] Mpeg1Kilobits = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
    private static readonly int[] Mpeg2Kilobits = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];
    private static readonly int[] Mpeg1Hz = [44_100, 48_000, 32_000, 0];

    /// <summary>Whether every frame has the bit rate of the first. Stops at the first that has not.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">Where its frames begin.</param>
    public static bool HaveOneRate(SafeFileHandle file, long position)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        var length = RandomAccess.GetLength(file);
        var first = 0;
        while (RandomAccess.Read(file, header, position) == HeaderBytes && FrameBytes(header, out var kilobits) is > 0 and var bytes)
        {
            if (first == 0) first = kilobits;
            if (kilobits != first) return false;
            position += bytes;
        }
        return first > 0 && length - position <= MaxTrailerBytes;
    }

    /// <summary>Length of the frame that begins with this header; 0 when none does.</summary>
    private static int FrameBytes(ReadOnlySpan<byte> header, out int kilobits)
    {
        kilobits = 0;
        int version = header[1] >> 3 & 3, layer = header[1] >> 1 & 3, padding = header[2] >> 1 & 1;
        if (header[0] != 0xFF || header[1] < 0xE0 || version == Reserved || layer != LayerThree) return 0;

        kilobits = (version == Mpeg1 ? Mpeg1Kilobits : Mpeg2Kilobits)[header[2] >> 4];
        var hz = Mpeg1Hz[header[2] >> 2 & 3] >> (version == Mpeg1 ? 0 : version == 2 ? 1 : 2);
        if (kilobits == 0 || hz == 0) return 0;
        return (version == Mpeg1 ? 144_000 : 72_000) * kilobits / hz + padding;
    }
}
