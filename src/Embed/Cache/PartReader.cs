using Parquet;

namespace Hares.Embed.Cache;

/// <summary>An open part whose columns and sizes have been checked against what a part must be.</summary>
internal sealed class PartReader
{
    // What one row group may ask us to allocate: far above what is ever written.
    private const long MaxGroupValues = 1 << 28;

    private const int TailBytes = 8; // the footer's length and "PAR1"

    private PartReader(IReadOnlyList<PartGroup> groups) => Groups = groups;

    public IReadOnlyList<PartGroup> Groups { get; }

    public long Rows => Groups.Sum(group => group.Rows);

    /// <summary>Opens a part for reading by several at a time.</summary>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>Reads the footer; the stream stays the caller's.</summary>
    /// <exception cref="DamagedPartException">The file is not a part.</exception>
    /// <exception cref="CacheException">It is a part, of embeddings of another length.</exception>
    public static async Task<PartReader> OpenAsync(FileStream stream, int dimension, CancellationToken cancellation)
    {
        RequireEndOfFooter(stream);
        try
        {
            var reader = await ParquetReader.CreateAsync(stream, PartSchema.Options, leaveStreamOpen: true, cancellation);
            PartGroup[] groups = [.. reader.RowGroups.Select(group => new PartGroup(group, stream.Name))];
            foreach (var group in groups) Check(group, dimension, stream.Name);
            return new PartReader(groups);
        }
        catch (Exception e) when (e is not (DamagedPartException or CacheException) && DamagedPartException.MayBeMeantBy(e))
        {
            throw new DamagedPartException(stream.Name, $"It is not a Parquet file ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>A footer ends with a zero; without that the Parquet library looks for its end for ever.</summary>
    private static void RequireEndOfFooter(FileStream stream)
    {
        stream.Position = Math.Max(0, stream.Length - TailBytes - 1);
        if (stream.ReadByte() != 0)
            throw new DamagedPartException(stream.Name, "It is not a Parquet file (its footer has no end).");
    }

    private static void Check(PartGroup group, int dimension, string path)
    {
        foreach (var field in PartSchema.Columns.DataFields)
            if (field != PartSchema.Embedding && group.Values(field) != group.Rows)
                throw group.Damaged($"Its column {field.Path} has {group.Values(field)} values for {group.Rows} rows.");

        var values = group.Values(PartSchema.Embedding);
        if (group.Rows <= 0 || values <= 0 || values > MaxGroupValues || values % group.Rows != 0)
            throw group.Damaged($"It has a row group of {values} embedding values for {group.Rows} rows.");
        if (values / group.Rows != dimension)
            throw new CacheException(
                $"{path} holds embeddings of length {values / group.Rows}, but the encoder gives {dimension}: two encoders share one key. "
                + "Move the folder away, or give the encoder another key.");
    }
}
