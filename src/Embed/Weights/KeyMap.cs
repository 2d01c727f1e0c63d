namespace Hares.Embed.Weights;

/// <summary>The names that one implementation gives a network's tensors.</summary>
/// <param name="Tensors">Every tensor of the network.</param>
internal sealed record KeyMap(IReadOnlyList<OriginalTensor> Tensors)
{
    /// <summary>
    /// What the implementation's files hold besides the encoder, by the start of its name: classifiers, front ends, training heads.
    /// </summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>The implementation whose names and layouts are ours.</summary>
    public static KeyMap Identity(IEnumerable<string> keys) => new([.. keys.Select(key => new OriginalTensor(key, key, OriginalLayout.Same))]);

    /// <summary>The same tensors under other names.</summary>
    public KeyMap Renamed(Func<string, string> rename) =>
        this with { Tensors = [.. Tensors.Select(tensor => tensor with { OriginalKey = rename(tensor.OriginalKey) })] };

    public bool IsUnused(string name) => Unused.Any(start => name.StartsWith(start, StringComparison.Ordinal));
}
