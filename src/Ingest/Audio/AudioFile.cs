using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Hares.Ingest.Audio;

/// <summary>A clip's file as bytes: whether it changed, and why it cannot be opened.</summary>
public static class AudioFile
{
    private const int HashBufferBytes = 1 << 17;

    /// <summary>Size and time of the file; null when there is no file at <paramref name="path"/>.</summary>
    public static SourceStamp? Stamp(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = new FileInfo(path);
        return file.Exists ? new SourceStamp(file.Length, file.LastWriteTimeUtc.Ticks) : null;
    }

    /// <summary>XxHash128 of the file's bytes, read in pieces; null when the file cannot be opened or read.</summary>
    public static UInt128? Hash(string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!TryOpen(path, out var file, out _)) return null;
        using var open = file;
        var hash = new XxHash128();
        var buffer = ArrayPool<byte>.Shared.Rent(HashBufferBytes);
        try
        {
            for (long position = 0; ;)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = RandomAccess.Read(file, buffer, position);
                if (count == 0) return hash.GetCurrentHashAsUInt128();
                hash.Append(buffer.AsSpan(0, count));
                position += count;
            }
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Opens a file that has bytes, or says why that is impossible.</summary>
    internal static bool TryOpen(string path, [NotNullWhen(true)] out SafeFileHandle? file, [NotNullWhen(false)] out Skipped? skipped)
    {
        file = null;
        try
        {
            skipped = WhyNotAFile(path);
            if (skipped is not null) return false;
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            skipped = Explain(path, error);
            return false;
        }
    }

    /// <summary>The skip for an exception of opening or reading.</summary>
    internal static Skipped Explain(string path, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => Missing(path),
        PathTooLongException => new(SkipReason.Unreadable,
            $"The path '{Shorten(path)}' of {path.Length} characters is longer than the system allows; use a shorter one."),
        UnauthorizedAccessException => new(SkipReason.Unreadable,
            $"The system refuses to open '{path}'; give the user that runs Hares the right to read it."),
        _ => new(SkipReason.Unreadable, $"'{Shorten(path)}' cannot be read: {error.Message}"),
    };

    /// <summary>Looks before opening: opening a pipe without a writer would wait for ever.</summary>
    private static Skipped? WhyNotAFile(string path)
    {
        if (path.Length == 0 || path.Contains('\0')) return Missing(path);
        var info = new FileInfo(path);
        if ((int)info.Attributes == -1) return null; // not there: the attempt to open it tells why
        if (info.Attributes.HasFlag(FileAttributes.Directory)) return NotAFile(path, "a folder");
        if (info.Length > 0) return null;
        return FileKind.IsDeviceOrPipe(path)
            ? NotAFile(path, "a device or a pipe")
            : new Skipped(SkipReason.Empty, $"'{path}' has no bytes; fetch it again or remove it from the data set.");
    }

    private static Skipped NotAFile(string path, string kind) =>
        new(SkipReason.NotAFile, $"'{path}' is {kind} where an audio file should be; correct the path.");

    private static Skipped Missing(string path) => path.Contains('\uFFFD')
        ? new(SkipReason.Unreadable, $"The name of '{path}' is not valid UTF-8 on disk, so that it cannot be opened; rename the file.")
        : new(SkipReason.Missing, $"There is no file at '{path}'; correct the path or fetch the file.");

    private static string Shorten(string path) => path.Length <= 200 ? path : string.Concat(path.AsSpan(0, 200), "...");
}
