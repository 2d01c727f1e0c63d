using System.Runtime.InteropServices;
using Hares.Ingest.Audio;

namespace Hares.Ingest.Tests.Support;

/// <summary>Writes compressed audio with libsndfile.</summary>
internal static partial class SoundWriter
{
    public const int Flac16 = 0x170002, Vorbis = 0x200060, Opus = 0x200064, Mp3 = 0x230082, Aiff16 = 0x020002;
    public const int Au16 = 0x030002, Wave64 = 0x0B0002, Rf64 = 0x220002;

    private const int WriteMode = 0x20;

    static SoundWriter() => NativeLibrary.SetDllImportResolver(typeof(SoundWriter).Assembly, Libsndfile.Resolve);

    public static unsafe string Write(string path, int format, float[] interleaved, int rateHz, int channels = 1)
    {
        var info = new Libsndfile.SoundInfo { Format = format, SampleRateHz = rateHz, Channels = channels };
        var sound = Open(path, WriteMode, &info);
        Assert.NotEqual(0, sound);
        var frames = interleaved.Length / channels;
        Assert.Equal(frames, WriteFrames(sound, interleaved, frames));
        Assert.Equal(0, Close(sound));
        return path;
    }

    [LibraryImport("sndfile", EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint Open(string path, int mode, Libsndfile.SoundInfo* info);

    [LibraryImport("sndfile", EntryPoint = "sf_writef_float")]
    private static partial long WriteFrames(nint sound, float[] samples, long frames);

    [LibraryImport("sndfile", EntryPoint = "sf_close")]
    private static partial int Close(nint sound);
}
