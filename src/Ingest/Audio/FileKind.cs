using System.Runtime.InteropServices;

namespace Hares.Ingest.Audio;

/// <summary>Tells devices, pipes and sockets from files. .NET does not say it before opening them, and opening may wait for ever.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100;     // AT_FDCWD
    private const uint WantType = 1;            // STATX_TYPE
    private const int ModeOffset = 28;          // of stx_mode in struct statx, the same on every architecture
    private const int TypeMask = 0xF000, RegularFile = 0x8000;

    /// <summary>Always false where the system is not Linux.</summary>
    public static bool IsDeviceOrPipe(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        Span<byte> status = stackalloc byte[256];
        if (Statx(CurrentFolder, path, 0, WantType, ref MemoryMarshal.GetReference(status)) != 0) return false;
        return (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) != RegularFile;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);
}
