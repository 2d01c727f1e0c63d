using Hares.Ingest.Datasets;

namespace Hares.Ingest.Archives;

/// <summary>
/// Unpacks <c>.tar</c>, <c>.tar.gz</c> and <c>.zip</c> (told apart by content, not by name), and zips cut into parts. Nothing of an archive is
/// trusted: no entry leaves the target, links and devices are refused, sizes are bounded, checksums compared. Archives inside stay files.
/// </summary>
public static class Archive
{
    private const int TarMagicOffset = 257;

    /// <summary>
    /// Unpacks into a temporary folder, and moves the content into the target once all of it is there and right. Files of the target that the
    /// archive also has are replaced, others stay. What an earlier, interrupted call left in the temporary folder is removed.
    /// </summary>
    /// <param name="parts">The archive, or its parts in order.</param>
    /// <param name="target">The folder for the content; may exist.</param>
    /// <param name="temporary">A folder for this call alone, on the target's disk; it is gone afterwards.</param>
    /// <param name="kept">
    /// Names that belong to the content. A lone folder around everything with any other name is dropped; several inside each other likewise.
    /// </param>
    /// <param name="proved">Called once the content is found good, before any of it is moved into the target.</param>
    /// <param name="limits">What is too much; by default the defaults.</param>
    /// <param name="cancelled">Ends the call.</param>
    /// <exception cref="DatasetException">The archive is cut, damaged, encrypted, breaks a rule, or does not fit what is there; the target is as it was.</exception>
    public static void Unpack(
        IReadOnlyList<string> parts, string target, string temporary, IReadOnlyCollection<string> kept,
        Action? proved = null, ArchiveLimits? limits = null, CancellationToken cancelled = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentException.ThrowIfNullOrEmpty(temporary);

        if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        Directory.CreateDirectory(temporary);
        try
        {
            using (var archive = new ConcatenatedStream(parts))
                Unpack(archive, parts[0], new UnpackedTree(temporary, archive.Length, limits ?? new ArchiveLimits()), cancelled);
            var content = Content(temporary, kept);
            if (FolderMove.Obstacle(content, target) is { } path)
            {
                var (archived, there) = File.Exists(path) ? ("folder", "file") : ("file", "folder");
                throw new DatasetException($"Archive '{parts[0]}' has a {archived} where the {there} '{path}' is; move that away.");
            }
            proved?.Invoke();
            FolderMove.Into(content, target);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    private static void Unpack(Stream archive, string name, UnpackedTree tree, CancellationToken cancelled)
    {
        try
        {
            switch (Magic(archive))
            {
                case [(byte)'P', (byte)'K', ..]:
                    ZipContent.Unpack(archive, tree, cancelled);
                    break;
                case [0x1F, 0x8B, ..]:
                    TarContent.UnpackGzip(archive, tree, cancelled);
                    break;
                case { Length: > TarMagicOffset } start when start.AsSpan(TarMagicOffset).StartsWith("ustar"u8):
                    TarContent.Unpack(archive, tree, cancelled);
                    break;
                default:
                    throw new RefusedArchiveException("is no tar, gzip or zip");
            }
        }
        catch (RefusedArchiveException refusal)
        {
            throw new DatasetException($"Archive '{name}' {refusal.Message}.", refusesContent: true);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException or OverflowException)
        {
            throw new DatasetException(
                $"Archive '{name}' is cut or damaged ({fault.Message.TrimEnd('.')}); get it again.", refusesContent: true);
        }
    }

    private static byte[] Magic(Stream archive)
    {
        var start = new byte[TarMagicOffset + 8];
        var length = archive.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        archive.Position = 0;
        return start[..length];
    }

    /// <summary>What lies inside the lone folders around the content.</summary>
    private static string Content(string folder, IReadOnlyCollection<string> kept)
    {
        while (Directory.EnumerateFileSystemEntries(folder).Take(2).ToList() is [var only]
            && Directory.Exists(only) && !kept.Contains(Path.GetFileName(only))) folder = only;
        return folder;
    }
}
