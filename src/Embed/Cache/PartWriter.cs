using Parquet;

namespace Hares.Embed.Cache;

/// <summary>A part on its way: written under a temporary name, checked, flushed to disk, renamed. Disposed before that, it leaves nothing.</summary>
internal sealed class PartWriter : IDisposable
{
    /// <summary>Parquet readers that take a whole folder pass over names that begin with an underscore.</summary>
    public const string TemporaryPattern = "_part-*.tmp";

    private readonly string _folder;
    private readonly int _dimension;
    private readonly FileStream _stream;
    private readonly ParquetWriter _writer;

    private PartWriter(string folder, int dimension, FileStream stream, ParquetWriter writer) =>
        (_folder, _dimension, _stream, _writer) = (folder, dimension, stream, writer);

    public long Rows { get; private set; }

    public static async Task<PartWriter> CreateAsync(string folder, int dimension, EmbeddingStorage storage)
    {
        var path = Path.Combine(folder, $"_part-{Guid.NewGuid():N}.tmp");
        // Not shared: whoever clears up left-over files can tell that this one is still being written.
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new PartWriter(
                folder, dimension, stream,
                await ParquetWriter.CreateAsync(PartSchema.Columns, stream, PartSchema.OptionsFor(storage)));
        }
        catch
        {
            Discard(stream);
            throw;
        }
    }

    public async Task WriteAsync(RowGroup group)
    {
        if (group.Rows == 0) return;
        await group.WriteAsync(_writer);
        Rows += group.Rows;
        group.Clear();
    }

    /// <summary>Gives the part its name; it is whole and on disk when this returns.</summary>
    public async Task<PartName> CompleteAsync(int sequence, int revision)
    {
        await _writer.DisposeAsync(); // writes the footer, whatever has gone before: nothing is a part until the checks below
        _stream.Flush(flushToDisk: true);
        var written = await PartReader.OpenAsync(_stream, _dimension, CancellationToken.None);
        if (written.Rows != Rows) throw new InvalidDataException($"{_stream.Name} holds {written.Rows} rows, but {Rows} were written.");
        var name = new PartName(sequence, revision, PartChecksum.Of(_stream, CancellationToken.None));
        _stream.Dispose();
        DurableFile.MoveIntoPlace(_stream.Name, Path.Combine(_folder, name.ToString()));
        return name;
    }

    /// <summary>Removes the temporary file, unless it has become a part. The Parquet writer is not disposed: it would write a footer.</summary>
    public void Dispose() => Discard(_stream);

    private static void Discard(FileStream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException)
        {
            // What the stream still buffered does not fit the disk: it is not wanted any more.
        }
        File.Delete(stream.Name);
    }
}
