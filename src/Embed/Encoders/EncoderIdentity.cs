using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hares.Embed.Encoders;

/// <summary>
/// Everything an embedding depends on besides the audio, and nothing it does not (batch size, threads, device): equal identities may share cached
/// embeddings. The order of the properties is part of the key.
/// </summary>
public sealed record EncoderIdentity
{
    /// <summary>Raised when the same network gives other numbers than before, or the stored embeddings mean something else.</summary>
    public const int CurrentFormatVersion = 1;

    private const int KeyLength = 20;
    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions Readable = new(Canonical) { WriteIndented = true };

    /// <summary>Name in the <see cref="EncoderCatalogue"/>; "onnx" or "torchscript" for a user's own network.</summary>
    public required string Architecture { get; init; }

    /// <summary>Length of an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>Hash of the weights file, "seed:N" for random weights, or "none".</summary>
    public required string Weights { get; init; }

    /// <summary>What the encoder is fed: the front end, or the waveform's rate, spelt out.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>What happens to it before the network.</summary>
    public required string Normalisation { get; init; }

    /// <summary>Which of several outputs of a user's own network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Output { get; init; }

    /// <summary>The only length that a user's own TorchScript takes, where it has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Length { get; init; }

    /// <summary>Name of the pooling, where it is not the architecture's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pooling { get; init; }

    /// <summary>Layer whose output is taken, where it is not the last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Layer { get; init; }

    /// <summary>What embeddings are rounded to for storage, where they are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stored { get; init; }

    /// <summary>Number format of the computation.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>Version of what is stored, <see cref="CurrentFormatVersion"/> for new embeddings.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>Name of the cache folder: the first 20 hexadecimal digits of the SHA-256 of all properties.</summary>
    public string Key() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, Canonical))))[..KeyLength];

    /// <summary>The same properties for people, as the cache's <c>encoder.json</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Readable);
}
