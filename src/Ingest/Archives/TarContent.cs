using System.Formats.Tar;
using System.IO.Compression;

namespace Hares.Ingest.Archives;

/// <summary>Unpacks a tar, plain or inside gzip.</summary>
internal static class TarContent
{
    private const int BlockBytes = 512;

    /// <summary>Zeros may follow a tar's end, up to the block size of old tapes.</summary>
    private const int MaxPaddingBytes = 1 << 20;

    public static void UnpackGzip(Stream archive, UnpackedTree tree, CancellationToken cancelled)
    {
        using var unzipped = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        Unpack(unzipped, tree, cancelled);
        ReadToChecksum(unzipped);
    }

    /// <param name="archive">At the beginning; left where the tar says that it ends.</param>
    public static void Unpack(Stream archive, UnpackedTree tree, CancellationToken cancelled)
    {
        using var source = new TarSource(archive);
        using var reader = new TarReader(source);
        while (NextEntry(reader, source) is { } entry)
        {
            cancelled.ThrowIfCancellationRequested();
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    tree.AddFolder(entry.Name);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    if (EntryName.IsOfMacOs(entry.Name)) break;
                    tree.AddFile(entry.Name, entry.DataStream ?? Stream.Null, entry.Length, seen: null, cancelled);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw new RefusedArchiveException(
                        $"has the entry {EntryName.Quoted(entry.Name)} of kind {entry.EntryType}; only files and folders are taken");
            }
        }
    }

    /// <summary>The gzip's checksum stands behind the tar's end, and is compared only when that is reached.</summary>
    private static void ReadToChecksum(GZipStream unzipped)
    {
        var padding = new byte[BlockBytes];
        var total = 0;
        while (unzipped.Read(padding) is var count and > 0)
        {
            total += count;
            if (total > MaxPaddingBytes) throw new RefusedArchiveException($"goes on for more than {MaxPaddingBytes:N0} bytes after its end");
        }
    }

    /// <summary>
    /// The library takes the end of the file for the end of the tar, so one cut between two entries shows it by the missing zero block only. And
    /// it calls a header of absurd size an invalid operation.
    /// </summary>
    private static TarEntry? NextEntry(TarReader reader, TarSource source)
    {
        source.Zeros = 0;
        try
        {
            var entry = reader.GetNextEntry();
            if (entry is null && source.Zeros < BlockBytes) throw new RefusedArchiveException("does not end as a tar does: it is cut");
            return entry;
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }
}
