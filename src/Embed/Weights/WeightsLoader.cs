using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Hares.Embed.Weights;

/// <summary>Fills a network from a safetensors file, strictly: every tensor of the network once, in its own shape, and nothing else.</summary>
internal static class WeightsLoader
{
    /// <summary>Counts training steps in the state of a batch normalisation; no function depends on it.</summary>
    private const string TrainingCounter = "num_batches_tracked";

    /// <exception cref="WeightsException">The file is damaged or does not fit; the message lists every difference.</exception>
    public static void Load(nn.Module network, string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        var state = State(network);
        var entries = file.Entries.Where(entry => !entry.Name.EndsWith(TrainingCounter, StringComparison.Ordinal)).ToDictionary(entry => entry.Name);
        CheckComplete(state, entries, path);
        foreach (var (name, tensor) in state)
        {
            var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
            file.Read(entries[name], values);
            if (!TensorPrimitives.IsFiniteAll<float>(values))
                throw new WeightsException($"{path}: tensor '{name}' holds numbers that are not finite.");
        }
    }

    /// <summary>The network's parameters and buffers by name, in their own memory.</summary>
    public static Dictionary<string, Tensor> State(nn.Module network) => network.state_dict()
        .Where(pair => !pair.Key.EndsWith(TrainingCounter, StringComparison.Ordinal))
        .ToDictionary();

    private static void CheckComplete(Dictionary<string, Tensor> state, Dictionary<string, SafetensorsEntry> entries, string path)
    {
        var faults = state.Keys.Where(name => !entries.ContainsKey(name)).Select(name => $"missing {name} [{Sizes(state[name].shape)}]")
            .Concat(entries.Values.Where(entry => !state.ContainsKey(entry.Name)).Select(entry => $"unknown {entry.Name} [{Sizes(entry.Shape)}]"))
            .Concat(entries.Values.Where(entry => state.TryGetValue(entry.Name, out var tensor) && !tensor.shape.SequenceEqual(entry.Shape))
                .Select(entry => $"{entry.Name} is [{Sizes(entry.Shape)}] and should be [{Sizes(state[entry.Name].shape)}]"))
            .ToList();
        if (faults.Count > 0)
            throw new WeightsException($"{path}: the weights do not fit the network:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", faults)}");
    }

    private static string Sizes(long[] shape) => string.Join(", ", shape);
}
