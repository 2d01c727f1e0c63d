using Parquet;
using Parquet.Schema;

namespace Hares.Embed.Cache;

/// <summary>A row group of an open part.</summary>
/// <param name="group">As the Parquet library reads it.</param>
/// <param name="path">The part.</param>
internal sealed class PartGroup(ParquetRowGroupReader group, string path)
{
    public long Rows => group.RowCount;

    /// <summary>How many values the footer says a column has.</summary>
    /// <exception cref="DamagedPartException">There is no such column.</exception>
    public long Values(DataField field) => group.GetMetadata(field)?.MetaData?.NumValues ?? throw Damaged($"Its column {field.Path} is missing.");

    /// <exception cref="DamagedPartException">The column cannot be read.</exception>
    public async ValueTask ReadAsync<T>(
        DataField field, Memory<T> values, CancellationToken cancellation, Memory<int>? definitionLevels = null, Memory<int>? repetitionLevels = null)
        where T : struct
    {
        try
        {
            await group.ReadRawAsync<T>(field, values, definitionLevels, repetitionLevels, cancellation);
        }
        catch (Exception e) when (DamagedPartException.MayBeMeantBy(e))
        {
            throw Damaged($"Its column {field.Path} cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <param name="reason">One sentence: what is wrong with it.</param>
    public DamagedPartException Damaged(string reason, Exception? inner = null) => new(path, reason, inner);
}
