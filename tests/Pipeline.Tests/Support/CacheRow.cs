using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Hares.Pipeline.Tests.Support;

/// <summary>A row of the cache as any Parquet reader sees it.</summary>
internal sealed class CacheRow
{
    [JsonPropertyName("clip"), ParquetRequired]
    public string Clip { get; set; } = "";

    [JsonPropertyName("view")]
    public int View { get; set; }

    [JsonPropertyName("window")]
    public int Window { get; set; }

    [JsonPropertyName("embedding")]
    public List<float> Embedding { get; set; } = [];
}
