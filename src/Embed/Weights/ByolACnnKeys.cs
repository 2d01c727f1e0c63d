namespace Hares.Embed.Weights;

/// <summary>The weights of nttcslab/byol-a's AudioNTT2020: our network keeps the original's keys and layouts.</summary>
internal static class ByolACnnKeys
{
    public static IEnumerable<OriginalTensor> All { get; } =
    [
        .. new[] { 0, 4, 8 }.SelectMany(layer => Tensors($"features.{layer}", "weight", "bias")),
        .. new[] { 1, 5, 9 }.SelectMany(layer => Tensors($"features.{layer}", "weight", "bias", "running_mean", "running_var")),
        .. new[] { 0, 3 }.SelectMany(layer => Tensors($"fc.{layer}", "weight", "bias")),
    ];

    private static IEnumerable<OriginalTensor> Tensors(string module, params string[] names) =>
        names.Select(name => new OriginalTensor($"{module}.{name}", $"{module}.{name}", OriginalLayout.Same));
}
