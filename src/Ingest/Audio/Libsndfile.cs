using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>The functions of libsndfile (1.1 or newer, for MP3) that decoding needs.</summary>
internal static partial class Libsndfile
{
    private const string Name = "sndfile";
    private static readonly string[] FileNames =
        ["libsndfile.so.1", "libsndfile.1.dylib", "/opt/homebrew/lib/libsndfile.1.dylib", "/usr/local/lib/libsndfile.1.dylib", "sndfile.dll"];

    static Libsndfile() => NativeLibrary.SetDllImportResolver(typeof(Libsndfile).Assembly, Resolve);

    /// <summary>SFM_READ.</summary>
    public const int ReadMode = 0x10;

    /// <summary>SF_COUNT_MAX: what the frame count holds when the header does not give it.</summary>
    public const long UnknownFrames = long.MaxValue;

    [LibraryImport(Name, EntryPoint = "sf_open_fd")]
    public static partial nint OpenDescriptor(int descriptor, int mode, ref SoundInfo info, int closeDescriptor);

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

    /// <summary>An open sound; closing it leaves the file's own descriptor open.</summary>
    internal sealed class SoundHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public SoundHandle(nint sound) : base(ownsHandle: true) => SetHandle(sound);

        protected override bool ReleaseHandle() => CloseSound(handle) == 0;
    }
}
