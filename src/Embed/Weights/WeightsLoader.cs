using System.Numerics.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Hares.Embed.Weights;

/// <summary>Fills a network from a weights file, strictly: every tensor of the network once, in its own shape, and nothing else.</summary>
internal static class WeightsLoader
{
    /// <summary>Counts training steps in the state of a batch normalisation; no function depends on it.</summary>
    private const string TrainingCounter = "num_batches_tracked";

    /// <summary>Differences told: those of another network would be hundreds.</summary>
    private const int MaximumFaults = 20;

    /// <param name="network">On the CPU.</param>
    /// <param name="path">A file of any format that <see cref="TensorFile"/> opens.</param>
    /// <param name="architecture">Tells under which other names than the network's own the file may have its tensors.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit; the message lists every difference.</exception>
    public static void Load(nn.Module network, string path, string architecture)
    {
        using var scope = NewDisposeScope();
        using var file = TensorFile.Open(path);
        var state = State(network);
        var fit = KeyFit.Best(KeyMaps.Of(architecture, state.Keys), file);
        var stored = fit.Inside(file.Tensors.Where(tensor => !tensor.Name.EndsWith(TrainingCounter, StringComparison.Ordinal)));
        CheckComplete(state, stored, fit, path);
        foreach (var tensor in fit.Map.Tensors)
        {
            var source = stored[tensor.OriginalKey];
            var values = state[tensor.Key].Floats();
            if (tensor.Layout == OriginalLayout.Same)
                file.Read(source, values);
            else
                ReadOriginal(file, source, tensor, values);
            if (!TensorPrimitives.IsFiniteAll<float>(values))
                throw new WeightsException($"{path}: tensor '{source.Name}' holds numbers that are not finite.");
        }
    }

    /// <summary>The network's parameters and buffers by name, in their own memory.</summary>
    public static Dictionary<string, Tensor> State(nn.Module network) => network.state_dict()
        .Where(pair => !pair.Key.EndsWith(TrainingCounter, StringComparison.Ordinal))
        .ToDictionary();

    private static void ReadOriginal(ITensorFile file, StoredTensor source, OriginalTensor tensor, Span<float> values)
    {
        using var scope = NewDisposeScope();
        var original = empty([.. source.Shape]);
        file.Read(source, original.Floats());
        tensor.FromOriginal(original).Floats().CopyTo(values);
    }

    private static void CheckComplete(Dictionary<string, Tensor> state, Dictionary<string, StoredTensor> stored, KeyFit fit, string path)
    {
        var wanted = fit.Map.Tensors.ToDictionary(tensor => tensor.OriginalKey, tensor => tensor.OriginalShape(state[tensor.Key].shape));
        var faults = wanted.Where(tensor => !stored.ContainsKey(tensor.Key)).Select(tensor => $"missing {tensor.Key} [{Sizes(tensor.Value)}]")
            .Concat(stored.Where(tensor => !wanted.ContainsKey(tensor.Key) && !fit.Map.IsUnused(tensor.Key))
                .Select(tensor => $"unknown {tensor.Key} [{Sizes(tensor.Value.Shape)}]"))
            .Concat(stored.Where(tensor => wanted.TryGetValue(tensor.Key, out var shape) && !shape.SequenceEqual(tensor.Value.Shape))
                .Select(tensor => $"{tensor.Key} is [{Sizes(tensor.Value.Shape)}] and should be [{Sizes(wanted[tensor.Key])}]"))
            .ToList();
        if (faults.Count == 0)
            return;
        var summary = fit.Matches == 0 ? "no name fits: these look like another network's weights:" : "the weights do not fit the network:";
        var more = faults.Count > MaximumFaults ? [$"and {faults.Count - MaximumFaults} more"] : Array.Empty<string>();
        throw new WeightsException(string.Join(Environment.NewLine + "  ", [$"{path}: {summary}", .. faults.Take(MaximumFaults), .. more]));
    }

    private static string Sizes(IEnumerable<long> shape) => string.Join(", ", shape);
}
