using System.Buffers;

namespace Hares.Ingest.Archives;

/// <summary>
/// The folder that an archive is unpacked into: takes plain files and folders only, keeps within the limits, and never writes over anything,
/// so that no entry can redirect a later one. Modes, owners and times of the archive are left behind.
/// </summary>
/// <param name="folder">A new, empty folder.</param>
/// <param name="packedBytes">The archive's own size, for the ratio.</param>
internal sealed class UnpackedTree(string folder, long packedBytes, ArchiveLimits limits)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Every path so far, found whatever its case: on some file systems names that differ in case only are one file.</summary>
    private readonly Dictionary<string, (string Spelt, bool IsFile)> _paths = new(StringComparer.OrdinalIgnoreCase);
    private long _bytes;
    private int _entries;

    public void AddFolder(string entry)
    {
        CountEntry();
        var parts = EntryName.Parts(entry);
        ClaimFolders(entry, parts);
        Directory.CreateDirectory(Path.Join([folder, .. parts]));
    }

    /// <param name="declaredBytes">What the archive says of the file's size; anything else is a damaged archive.</param>
    /// <param name="seen">Is shown each stretch of the content in turn, for a checksum.</param>
    public void AddFile(string entry, Stream content, long declaredBytes, Action<ReadOnlyMemory<byte>>? seen, CancellationToken cancelled)
    {
        CountEntry();
        var parts = EntryName.Parts(entry);
        if (parts.Length == 0) throw new RefusedArchiveException($"has the file {EntryName.Quoted(entry)}, which has no name");
        ClaimFolders(entry, parts[..^1]);
        if (!_paths.TryAdd(string.Join('/', parts), (string.Join('/', parts), IsFile: true)))
            throw new RefusedArchiveException($"has the entry {EntryName.Quoted(entry)} twice, or two names that differ in case only");

        Directory.CreateDirectory(Path.Join([folder, .. parts[..^1]]));
        using var file = new FileStream(Path.Join([folder, .. parts]), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var written = Copy(content, file, seen, cancelled);
        if (written != declaredBytes)
            throw new RefusedArchiveException(
                $"holds {written:N0} of the {declaredBytes:N0} bytes of {EntryName.Quoted(entry)}: it is cut or damaged");
    }

    private long Copy(Stream content, FileStream file, Action<ReadOnlyMemory<byte>>? seen, CancellationToken cancelled)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var written = 0L;
            while (content.Read(buffer, 0, BufferBytes) is var count and > 0)
            {
                cancelled.ThrowIfCancellationRequested();
                CountBytes(count);
                seen?.Invoke(buffer.AsMemory(0, count));
                file.Write(buffer, 0, count);
                written += count;
            }
            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ClaimFolders(string entry, ReadOnlySpan<string> parts)
    {
        for (var depth = 1; depth <= parts.Length; depth++)
        {
            var path = string.Join('/', parts[..depth]);
            if (_paths.TryAdd(path, (path, IsFile: false))) continue;
            var (spelt, isFile) = _paths[path];
            if (isFile || spelt != path)
                throw new RefusedArchiveException($"has the entry {EntryName.Quoted(entry)}, which collides with {EntryName.Quoted(spelt)}");
        }
    }

    private void CountEntry()
    {
        if (++_entries > limits.MaxEntries) throw new RefusedArchiveException($"has more than {limits.MaxEntries:N0} entries");
    }

    private void CountBytes(int count)
    {
        _bytes += count;
        if (_bytes > limits.MaxBytes) throw new RefusedArchiveException($"unpacks to more than {limits.MaxBytes:N0} bytes");
        if (_bytes > limits.RatioFreeBytes && _bytes / limits.MaxRatio > packedBytes)
            throw new RefusedArchiveException($"unpacks to more than {limits.MaxRatio} times its size");
    }
}
