using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace Hares.Embed.Cache;

/// <summary>The columns of a part, one row a window.</summary>
internal static class PartSchema
{
    public static readonly DataField Clip = new DataField<string>("clip", false);
    public static readonly DataField View = new DataField<int>("view");
    public static readonly DataField Window = new DataField<int>("window");
    public static readonly DataField Start = new DataField<float>("start");
    public static readonly DataField Duration = new DataField<float>("duration");
    public static readonly DataField Audio = new DataField<byte[]>("audio", false);
    public static readonly DataField Size = new DataField<long>("size");
    public static readonly DataField Modified = new DataField<long>("modified");
    public static readonly DataField Embedding = new DataField<float>("element");

    /// <summary>Attaches the fields above to their places; they are of no use before.</summary>
    public static readonly ParquetSchema Columns =
        new(Clip, View, Window, Start, Duration, Audio, Size, Modified, new ListField("embedding", Embedding));

    /// <summary>Embeddings do not compress; a clip's name repeats for each of its windows.</summary>
    public static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.None,
        ColumnEncodingHints = { ["clip"] = EncodingHint.Dictionary },
    };

    /// <summary>
    /// Numbers rounded to 16 bits do compress, to 14 bits or so once their bytes are sorted by place: less than the format's own 16-bit numbers
    /// take, which few readers know.
    /// </summary>
    private static readonly ParquetOptions RoundedOptions = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Fastest,
        ColumnEncodingHints = { ["clip"] = EncodingHint.Dictionary, ["embedding/list/element"] = EncodingHint.ByteSplitStream },
    };

    /// <summary>How a part is written.</summary>
    public static ParquetOptions OptionsFor(EmbeddingStorage storage) => storage == EmbeddingStorage.Float16 ? RoundedOptions : Options;
}
