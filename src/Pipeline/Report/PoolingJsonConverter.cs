using System.Text.Json;
using System.Text.Json.Serialization;
using Hares.Embed.Encoders;

namespace Hares.Pipeline.Report;

/// <summary>Poolings by the names that a pipeline file has for them.</summary>
internal sealed class PoolingJsonConverter : JsonConverter<Pooling>
{
    public override Pooling Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PoolingNames.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Pooling value, JsonSerializerOptions options) =>
        writer.WriteStringValue(PoolingNames.Of(value));
}
