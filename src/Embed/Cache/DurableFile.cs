using System.Runtime.InteropServices;

namespace Hares.Embed.Cache;

/// <summary>Files that appear whole or not at all, and stay after a power cut.</summary>
internal static partial class DurableFile
{
    /// <summary>Gives a finished, flushed file its final name in the same folder, in one step.</summary>
    public static void MoveIntoPlace(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>A name that no file has, in the same folder, for whoever holds no lock.</summary>
    public static string TemporaryBeside(string path) => $"{path}.{Guid.NewGuid():N}.tmp";

    /// <summary>
    /// Writes text under a temporary name, flushes it to disk, renames it. For whoever holds the cache's lock: the name is always the same, so
    /// that what a killed process left is overwritten by the next.
    /// </summary>
    public static void WriteText(string path, string text)
    {
        var temporary = $"{path}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            MoveIntoPlace(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>A rename is on disk only once its folder is. Windows and some file systems cannot flush a folder; there it is left to them.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, flags: 0);
        if (handle < 0) return;
        _ = Sync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
