using Hares.Embed.Encoders.Transformers;

namespace Hares.Embed.Weights;

/// <summary>The weights of torchaudio's wav2vec2_base under its names.</summary>
internal static class Wav2Vec2BaseKeys
{
    private const string Transformer = "encoder.transformer";

    public static IEnumerable<OriginalTensor> All { get; } =
    [
        Same("convolutions.0.norm_weight", "feature_extractor.conv_layers.0.layer_norm.weight"),
        Same("convolutions.0.norm_bias", "feature_extractor.conv_layers.0.layer_norm.bias"),
        .. Enumerable.Range(0, Wav2Vec2Base.Convolutions)
            .Select(layer => Same($"convolutions.{layer}.weight", $"feature_extractor.conv_layers.{layer}.conv.weight")),
        .. Module("feature_norm", "encoder.feature_projection.layer_norm"),
        .. Module("projection", "encoder.feature_projection.projection"),
        Same("positions.bias", $"{Transformer}.pos_conv_embed.conv.bias"),
        Same("positions.length", $"{Transformer}.pos_conv_embed.conv.weight_g"),
        Same("positions.direction", $"{Transformer}.pos_conv_embed.conv.weight_v"),
        .. Module("norm", $"{Transformer}.layer_norm"),
        .. Enumerable.Range(0, Wav2Vec2Base.Layers).SelectMany(layer => Layer($"layers.{layer}", $"{Transformer}.layers.{layer}")),
    ];

    private static IEnumerable<OriginalTensor> Layer(string layer, string original) =>
    [
        .. Module($"{layer}.queries", $"{original}.attention.q_proj"),
        .. Module($"{layer}.keys", $"{original}.attention.k_proj"),
        .. Module($"{layer}.values", $"{original}.attention.v_proj"),
        .. Module($"{layer}.attention_output", $"{original}.attention.out_proj"),
        .. Module($"{layer}.attention_norm", $"{original}.layer_norm"),
        .. Module($"{layer}.dense", $"{original}.feed_forward.intermediate_dense"),
        .. Module($"{layer}.dense_output", $"{original}.feed_forward.output_dense"),
        .. Module($"{layer}.dense_norm", $"{original}.final_layer_norm"),
    ];

    private static IEnumerable<OriginalTensor> Module(string module, string original) =>
        new[] { "weight", "bias" }.Select(name => Same($"{module}.{name}", $"{original}.{name}"));

    private static OriginalTensor Same(string key, string original) => new(key, original, OriginalLayout.Same);
}
