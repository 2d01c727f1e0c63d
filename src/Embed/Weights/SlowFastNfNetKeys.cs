using Hares.Embed.Encoders.NormalizerFree;

namespace Hares.Embed.Weights;

/// <summary>
/// The weights of google-deepmind/slowfast_nfnets under Haiku's names. Haiku numbers repeated modules in the order they are made, the first
/// without a number: "nfnet" is the slow pathway there, "nfnet_1" the fast one.
/// </summary>
internal static class SlowFastNfNetKeys
{
    private const string Root = "slow_fast_nf_net";

    public static IEnumerable<OriginalTensor> All { get; } =
    [
        .. Path("slow", $"{Root}/nfnet", NfPathShape.Slow),
        .. Path("fast", $"{Root}/nfnet_1", NfPathShape.Fast),
        .. Enumerable.Range(0, NfPathShape.Depths.Count)
            .SelectMany(stage => Convolution($"fusions.{stage}", $"{Root}/{Numbered("fuse_fast2_slow", stage)}/conv_f2s")),
    ];

    /// <summary>A pathway, or an NFNet of its own: its name here, and the original's.</summary>
    public static IEnumerable<OriginalTensor> Path(string path, string original, NfPathShape shape) =>
    [
        .. Enumerable.Range(0, 4).SelectMany(i => Convolution($"{path}.stem.{i}", $"{original}/stem_conv{i}")),
        .. shape.Blocks().SelectMany((block, i) => Block($"{path}.blocks.{i}", $"{original}/{Numbered("nf_block", i)}", block)),
        .. Convolution($"{path}.final", $"{original}/final_conv"),
    ];

    private static IEnumerable<OriginalTensor> Block(string block, string original, NfBlockShape shape) =>
    [
        .. shape.HasProjection ? Convolution($"{block}.shortcut", $"{original}/conv_shortcut") : [],
        .. new[] { "conv0", "conv1", "conv1b", "conv2" }.SelectMany(name => Convolution($"{block}.{name}", $"{original}/{name}")),
        .. Dense($"{block}.gate.squeeze", $"{original}/squeeze_excite/linear"),
        .. Dense($"{block}.gate.excite", $"{original}/squeeze_excite/linear_1"),
        new($"{block}.skip_gain", $"{original}/skip_gain", OriginalLayout.Same),
    ];

    private static IEnumerable<OriginalTensor> Convolution(string module, string original) =>
    [
        new($"{module}.weight", $"{original}/w", OriginalLayout.KernelsThenInThenOut),
        new($"{module}.gain", $"{original}/gain", OriginalLayout.Same),
        new($"{module}.bias", $"{original}/bias", OriginalLayout.Same),
    ];

    private static IEnumerable<OriginalTensor> Dense(string module, string original) =>
    [
        new($"{module}.weight", $"{original}/w", OriginalLayout.InThenOut),
        new($"{module}.bias", $"{original}/b", OriginalLayout.Same),
    ];

    private static string Numbered(string name, int index) => index == 0 ? name : $"{name}_{index}";
}
