using Parquet;
using Parquet.Schema;

namespace Hares.Embed.Cache;

/// <summary>An open part whose columns and sizes have been checked against what a part must be.</summary>
internal sealed class PartReader
{
    // What one row group may ask us to allocate: far above what is ever written.
    private const long MaxGroupValues = 1 << 28;

    private readonly ParquetReader _reader;

    private PartReader(ParquetReader reader) => _reader = reader;

    public IReadOnlyList<ParquetRowGroupReader> Groups => _reader.RowGroups;

    public long Rows => Groups.Sum(group => group.RowCount);

    /// <summary>Opens a part for reading by several at a time.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>Reads the footer; the stream stays the caller's.</summary>
    /// <exception cref="InvalidDataException">The file is not a part.</exception>
    /// <exception cref="CacheException">It is a part, of embeddings of another length.</exception>
    public static async Task<PartReader> OpenAsync(FileStream stream, int dimension, CancellationToken cancellation)
    {
        var reader = new PartReader(await ReadFooterAsync(stream, cancellation));
        foreach (var group in reader.Groups) Check(group, dimension, stream.Name);
        return reader;
    }

    private static async Task<ParquetReader> ReadFooterAsync(FileStream stream, CancellationToken cancellation)
    {
        try
        {
            return await ParquetReader.CreateAsync(stream, PartSchema.Options, leaveStreamOpen: true, cancellation);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // The library has no one exception for bytes it cannot make sense of: it lets through whatever it stumbles over.
            throw new InvalidDataException($"It is not a Parquet file ({e.Message}).", e);
        }
    }

    private static void Check(ParquetRowGroupReader group, int dimension, string path)
    {
        foreach (var field in PartSchema.Columns.DataFields)
            if (field != PartSchema.Embedding && Values(group, field) != group.RowCount)
                throw new InvalidDataException($"Its column {field.Path} has {Values(group, field)} values for {group.RowCount} rows.");

        var values = Values(group, PartSchema.Embedding);
        if (group.RowCount <= 0 || values <= 0 || values > MaxGroupValues || values % group.RowCount != 0)
            throw new InvalidDataException($"It has a row group of {values} embedding values for {group.RowCount} rows.");
        if (values / group.RowCount != dimension)
            throw new CacheException(
                $"{path} holds embeddings of length {values / group.RowCount}, but the encoder gives {dimension}: two encoders share one key. "
                + "Move the folder away, or give the encoder another key.");
    }

    private static long Values(ParquetRowGroupReader group, DataField field) =>
        group.GetMetadata(field)?.MetaData?.NumValues ?? throw new InvalidDataException($"Its column {field.Path} is missing.");
}
