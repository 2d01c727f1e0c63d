using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>The functions of libsndfile (1.1 or newer, for MP3) that decoding needs, and encoding in memory.</summary>
internal static partial class Libsndfile
{
    private const string Name = "sndfile";
    private static readonly string[] FileNames =
        ["libsndfile.so.1", "libsndfile.1.dylib", "/opt/homebrew/lib/libsndfile.1.dylib", "/usr/local/lib/libsndfile.1.dylib", "sndfile.dll"];

    static Libsndfile() => NativeLibrary.SetDllImportResolver(typeof(Libsndfile).Assembly, Resolve);

    /// <summary>SFM_READ.</summary>
    public const int ReadMode = 0x10;

    /// <summary>SFM_WRITE.</summary>
    public const int WriteMode = 0x20;

    /// <summary>SF_FORMAT_FLAC | SF_FORMAT_PCM_16.</summary>
    public const int Flac16 = 0x170002;

    /// <summary>SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III.</summary>
    public const int Mp3 = 0x230082;

    /// <summary>SFC_SET_COMPRESSION_LEVEL, whose datum is a double from 0 (best) to 1 (smallest).</summary>
    public const int SetCompressionLevel = 0x1301;

    /// <summary>SFC_SET_BITRATE_MODE, whose datum is an int: 0 for a constant rate.</summary>
    public const int SetBitrateMode = 0x1305;

    /// <summary>SF_COUNT_MAX: what the frame count holds when the header does not give it.</summary>
    public const long UnknownFrames = long.MaxValue;

    [LibraryImport(Name, EntryPoint = "sf_open_fd")]
    public static partial nint OpenDescriptor(int descriptor, int mode, ref SoundInfo info, int closeDescriptor);

    /// <summary>Opens a sound that is read and written through functions, each of which is given <paramref name="userData"/>.</summary>
    [LibraryImport(Name, EntryPoint = "sf_open_virtual")]
    public static partial nint OpenVirtual(ref VirtualFile file, int mode, ref SoundInfo info, nint userData);

    [LibraryImport(Name, EntryPoint = "sf_command")]
    public static partial int Command(SoundHandle sound, int command, ref double datum, int datumBytes);

    [LibraryImport(Name, EntryPoint = "sf_command")]
    public static partial int Command(SoundHandle sound, int command, ref int datum, int datumBytes);

    [LibraryImport(Name, EntryPoint = "sf_writef_short")]
    public static partial long WriteFrames(SoundHandle sound, ref short source, long frames);

    [LibraryImport(Name, EntryPoint = "sf_readf_float")]
    public static partial long ReadFrames(SoundHandle sound, ref float destination, long frames);

    [LibraryImport(Name, EntryPoint = "sf_seek")]
    public static partial long Seek(SoundHandle sound, long frames, int origin);

    [LibraryImport(Name, EntryPoint = "sf_error")]
    public static partial int Error(SoundHandle sound);

    /// <summary>Text for an error number; a constant of the library, valid for ever.</summary>
    [LibraryImport(Name, EntryPoint = "sf_error_number")]
    public static partial nint ErrorText(int error);

    /// <summary>With a null sound: the error of the last failed open, which is shared by all threads.</summary>
    [LibraryImport(Name, EntryPoint = "sf_error")]
    public static partial int LastOpenError(nint noSound);

    [LibraryImport(Name, EntryPoint = "sf_close")]
    public static partial int CloseSound(nint sound);

    /// <summary>Finds the library under the names it has on Linux, macOS and Windows.</summary>
    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != Name) return 0;
        foreach (var file in FileNames)
            if (NativeLibrary.TryLoad(file, out var library)) return library;
        throw new AudioLibraryException(
            "libsndfile is not installed: install the package libsndfile1 (Debian, Ubuntu) or libsndfile (Fedora, Arch, Homebrew), 1.1 or newer.");
    }

    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct SoundInfo
    {
        public long Frames;
        public int SampleRateHz;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }

    /// <summary>SF_VIRTUAL_IO: five functions of the C calling convention.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct VirtualFile
    {
        public delegate* unmanaged<nint, long> Length;
        public delegate* unmanaged<long, int, nint, long> Seek;
        public delegate* unmanaged<byte*, long, nint, long> Read;
        public delegate* unmanaged<byte*, long, nint, long> Write;
        public delegate* unmanaged<nint, long> Tell;
    }

    /// <summary>An open sound; closing it leaves the file's own descriptor open.</summary>
    internal sealed class SoundHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public SoundHandle(nint sound) : base(ownsHandle: true) => SetHandle(sound);

        protected override bool ReleaseHandle() => CloseSound(handle) == 0;
    }
}
