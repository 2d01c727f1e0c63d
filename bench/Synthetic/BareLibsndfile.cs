using System.Runtime.InteropServices;
using Hares.Ingest.Audio;

namespace Hares.Bench.Synthetic;

/// <summary>libsndfile with nothing around it: the yardstick of decoding, and the writer of its files.</summary>
internal static unsafe partial class BareLibsndfile
{
    private const string Name = "sndfile";
    private const int ReadMode = 0x10, WriteMode = 0x20;

    static BareLibsndfile() => NativeLibrary.SetDllImportResolver(typeof(BareLibsndfile).Assembly, Libsndfile.Resolve);

    /// <summary>SF_FORMAT of a file name's extension: PCM of 16 bits, or Vorbis, or MPEG layer III.</summary>
    public static int FormatOf(string extension) => extension switch
    {
        "wav" => 0x010002,
        "flac" => 0x170002,
        "ogg" => 0x200060,
        "mp3" => 0x230082,
        _ => throw new ArgumentOutOfRangeException(nameof(extension), extension, "not a format of this bench"),
    };

    public static void Write(string path, float[] samples, int sampleRateHz)
    {
        var format = FormatOf(Path.GetExtension(path)[1..]);
        var info = new Libsndfile.SoundInfo { SampleRateHz = sampleRateHz, Channels = 1, Format = format };
        var sound = Open(path, WriteMode, &info);
        if (sound == 0) throw new IOException($"libsndfile cannot write {path}.");
        // In pieces: the Vorbis encoder puts all it is given on the stack.
        var written = samples.Chunk(sampleRateHz).Sum(piece => WriteFrames(sound, piece, piece.Length));
        if (Close(sound) != 0 || written != samples.Length)
            throw new IOException($"libsndfile wrote {written} of {samples.Length} frames to {path}.");
    }

    /// <summary>Decodes a mono file into memory that is there already; gives the number of frames.</summary>
    public static long Read(string path, float[] samples)
    {
        var info = default(Libsndfile.SoundInfo);
        var sound = Open(path, ReadMode, &info);
        var frames = ReadFrames(sound, samples, samples.Length);
        _ = Close(sound);
        return frames;
    }

    [LibraryImport(Name, EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int mode, Libsndfile.SoundInfo* info);

    [LibraryImport(Name, EntryPoint = "sf_readf_float")]
    private static partial long ReadFrames(nint sound, float[] samples, long frames);

    [LibraryImport(Name, EntryPoint = "sf_writef_float")]
    private static partial long WriteFrames(nint sound, float[] samples, long frames);

    [LibraryImport(Name, EntryPoint = "sf_close")]
    private static partial int Close(nint sound);
}
