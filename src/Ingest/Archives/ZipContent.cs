using System.IO.Compression;
using System.IO.Hashing;

namespace Hares.Ingest.Archives;

/// <summary>Unpacks a zip, and compares every file with its checksum, which the library does not.</summary>
internal static class ZipContent
{
    private const int UnixKindMask = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    public static void Unpack(Stream archive, UnpackedTree tree, CancellationToken cancelled)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            cancelled.ThrowIfCancellationRequested();
            if (EntryName.IsOfMacOs(entry.FullName)) continue;
            RequirePlain(entry);
            if (entry.FullName.EndsWith('/')) tree.AddFolder(entry.FullName);
            else AddFile(entry, tree, cancelled);
        }
    }

    private static void AddFile(ZipArchiveEntry entry, UnpackedTree tree, CancellationToken cancelled)
    {
        var checksum = new Crc32();
        using var content = entry.Open();
        tree.AddFile(entry.FullName, content, entry.Length, stretch => checksum.Append(stretch.Span), cancelled);
        if (checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new RefusedArchiveException($"holds {EntryName.Quoted(entry.FullName)} with a wrong checksum: it is damaged");
    }

    private static void RequirePlain(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
            throw new RefusedArchiveException($"is encrypted (entry {EntryName.Quoted(entry.FullName)}); unpack it with its password first");
        var kind = (entry.ExternalAttributes >> 16) & UnixKindMask;
        if (kind is not (0 or UnixFile or UnixFolder))
            throw new RefusedArchiveException(
                $"has the entry {EntryName.Quoted(entry.FullName)}, a link or a device; only files and folders are taken");
    }
}
