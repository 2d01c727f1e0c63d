using Hares.Embed.Encoders.Transformers;

namespace Hares.Embed.Weights;

/// <summary>The weights of torchvision's VisionTransformer under its names.</summary>
internal static class VitBaseKeys
{
    public static IEnumerable<OriginalTensor> All { get; } =
    [
        Same("token", "class_token"),
        Same("positions", "encoder.pos_embedding"),
        .. Module("patches", "conv_proj"),
        .. Enumerable.Range(0, VitBase.Layers).SelectMany(layer => Block($"blocks.{layer}", $"encoder.layers.encoder_layer_{layer}")),
        .. Module("norm", "encoder.ln"),
    ];

    private static IEnumerable<OriginalTensor> Block(string block, string original) =>
    [
        .. Module($"{block}.attention_norm", $"{original}.ln_1"),
        Same($"{block}.attention.weight", $"{original}.self_attention.in_proj_weight"),
        Same($"{block}.attention.bias", $"{original}.self_attention.in_proj_bias"),
        .. Module($"{block}.attention_output", $"{original}.self_attention.out_proj"),
        .. Module($"{block}.dense_norm", $"{original}.ln_2"),
        .. Module($"{block}.dense", $"{original}.mlp.0"),
        .. Module($"{block}.dense_output", $"{original}.mlp.3"),
    ];

    private static IEnumerable<OriginalTensor> Module(string module, string original) =>
        new[] { "weight", "bias" }.Select(name => Same($"{module}.{name}", $"{original}.{name}"));

    private static OriginalTensor Same(string key, string original) => new(key, original, OriginalLayout.Same);
}
