namespace Hares.Embed.Weights.Pickle;

/// <summary>Finds the named tensors in what a checkpoint holds besides them: counters, optimizers, settings.</summary>
internal static class StateDict
{
    private const int MaximumDepth = 4;

    /// <summary>Where training programs keep the network's tensors, the likeliest name first.</summary>
    private static readonly string[] UsualNames = ["state_dict", "model_state_dict", "model_state", "model", "module", "network", "net", "encoder"];

    /// <summary>
    /// The dictionary of tensors under a usual name, else the root where it holds tensors itself, else the only one within it that has any.
    /// </summary>
    /// <exception cref="InvalidDataException">There are no tensors, or several dictionaries of them.</exception>
    public static IReadOnlyDictionary<string, PickledTensor> Tensors(object? root)
    {
        var (value, path) = (root, "");
        for (var depth = 0; depth < MaximumDepth; depth++)
        {
            if (value is not PickledDictionary { Values: var values })
                throw new InvalidDataException($"the checkpoint{path} is no dictionary of tensors; save the network's state_dict().");
            var holders = Holders(values);
            var tensors = values.Where(pair => pair.Value is PickledTensor).ToDictionary(pair => pair.Key, pair => (PickledTensor)pair.Value!);
            var name = UsualNames.FirstOrDefault(holders.Contains);
            if (name is null && tensors.Count > 0)
                return tensors;
            name ??= Choose(values, holders, path);
            (value, path) = (values[name], $"{path}[\"{name}\"]");
        }

        throw new InvalidDataException($"the checkpoint{path} is nested too deeply; save the network's state_dict().");
    }

    /// <summary>Tensors may lie deeper: failing dictionaries of them, those of anything count.</summary>
    private static string Choose(IReadOnlyDictionary<string, object?> values, List<string> holders, string path)
    {
        var dictionaries = values.Where(pair => pair.Value is PickledDictionary { Values.Count: > 0 }).Select(pair => pair.Key).ToList();
        return UsualNames.FirstOrDefault(dictionaries.Contains) ?? (holders.Count > 0 ? holders : dictionaries) switch
        {
            [var only] => only,
            [] => throw new InvalidDataException($"the checkpoint{path} holds no tensors."),
            _ => throw new InvalidDataException(
                $"the checkpoint{path} holds {string.Join(", ", dictionaries.Take(8))}, "
                + "and which of them the network is cannot be told; save its state_dict() alone."),
        };
    }

    /// <summary>Where dictionaries lie that hold tensors themselves. One dictionary may lie under many names, and is looked through once.</summary>
    private static List<string> Holders(IReadOnlyDictionary<string, object?> values)
    {
        var holding = values.Values.OfType<PickledDictionary>().Distinct()
            .Where(inner => inner.Values.Values.Any(value => value is PickledTensor))
            .ToHashSet();
        return [.. values.Where(pair => pair.Value is PickledDictionary inner && holding.Contains(inner)).Select(pair => pair.Key)];
    }
}
