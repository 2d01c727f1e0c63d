using System.Text.Json.Serialization;

namespace Hares.Pipeline.Report;

/// <summary>A row of predictions.parquet.</summary>
internal sealed class PredictionRow
{
    [JsonPropertyName("encoder")]
    public required string Encoder { get; init; }

    [JsonPropertyName("task")]
    public required string Task { get; init; }

    [JsonPropertyName("clip")]
    public required string Clip { get; init; }

    [JsonPropertyName("fold")]
    public required int Fold { get; init; }

    /// <summary>What is asked; an intent has a row for each of its three slots.</summary>
    [JsonPropertyName("slot")]
    public required string Slot { get; init; }

    /// <summary>True classes by name.</summary>
    [JsonPropertyName("truth")]
    public required List<string> Truth { get; init; }

    /// <summary>All classes of the slot.</summary>
    [JsonPropertyName("classes")]
    public required List<string> Classes { get; init; }

    /// <summary>A score for every class, in the same order.</summary>
    [JsonPropertyName("scores")]
    public required List<float> Scores { get; init; }
}
