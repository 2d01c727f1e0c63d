namespace Hares.Embed.Weights.Pickle;

/// <summary>A Python class or function that a pickle names. It is a name and stays one: nothing is ever looked up or called.</summary>
internal sealed record PickledGlobal(string Name)
{
    public const string OrderedDict = "collections.OrderedDict";
    public const string RebuildTensor = "torch._utils._rebuild_tensor_v2";
    public const string RebuildParameter = "torch._utils._rebuild_parameter";
    public const string Size = "torch.Size";

    /// <summary>PyTorch's storages: the element type of each, and the bytes of one element.</summary>
    public static IReadOnlyDictionary<string, (ElementType Type, int Bytes)> Storages { get; } = new Dictionary<string, (ElementType, int)>
    {
        ["torch.FloatStorage"] = (ElementType.F32, 4),
        ["torch.DoubleStorage"] = (ElementType.F64, 8),
        ["torch.HalfStorage"] = (ElementType.F16, 2),
        ["torch.BFloat16Storage"] = (ElementType.BF16, 2),
        ["torch.LongStorage"] = (ElementType.Other, 8),
        ["torch.IntStorage"] = (ElementType.Other, 4),
        ["torch.ShortStorage"] = (ElementType.Other, 2),
        ["torch.CharStorage"] = (ElementType.Other, 1),
        ["torch.ByteStorage"] = (ElementType.Other, 1),
        ["torch.BoolStorage"] = (ElementType.Other, 1),
    };

    /// <exception cref="InvalidDataException">Nothing that a state dict needs.</exception>
    public static PickledGlobal Of(string module, string name)
    {
        var full = $"{module}.{name}";
        return full is OrderedDict or RebuildTensor or RebuildParameter or Size || Storages.ContainsKey(full)
            ? new(full)
            : throw new InvalidDataException(
                $"the pickle asks for {full}, which is refused: only tensors are rebuilt and nothing is run. "
                + "Save the state dict alone: torch.save(model.state_dict(), path).");
    }
}
