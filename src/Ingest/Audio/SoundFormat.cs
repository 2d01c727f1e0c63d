namespace Hares.Ingest.Audio;

/// <summary>libsndfile's numbers in words.</summary>
internal static class SoundFormat
{
    private const int Unrecognised = 1, UnsupportedEncoding = 4, UnknownOggCoding = 29;
    private const int BadInfo = 24, NoChannels = 32, TooManyChannels = 33;

    /// <summary>The container's name.</summary>
    public static string Name(int format) => (format & 0x0FFF0000) switch
    {
        0x010000 or 0x130000 => "wav",
        0x020000 => "aiff",
        0x030000 => "au",
        0x0B0000 => "w64",
        0x170000 => "flac",
        0x180000 => "caf",
        0x200000 => (format & 0xFFFF) == 0x64 ? "opus" : "ogg",
        0x220000 => "rf64",
        0x230000 => "mp3",
        var other => $"libsndfile format 0x{other:x}",
    };

    /// <summary>The skip for an error of opening; null when the format is none of libsndfile's, so that another decoder may try.</summary>
    public static Skipped? OpenFault(string path, int error) => error switch
    {
        Unrecognised or UnsupportedEncoding or UnknownOggCoding => null,
        BadInfo or NoChannels or TooManyChannels => new Skipped(SkipReason.BadHeader,
            $"The header of '{path}' gives an impossible sample rate or channel count; correct the header or convert the file."),
        _ => AudioDecoder.Damaged(path, $"has a header or content that cannot be decoded ({SoundFile.ErrorText(error)})"),
    };
}
