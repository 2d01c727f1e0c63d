namespace Hares.Embed.Encoders.Own;

/// <summary>
/// Finds the files that an ONNX model keeps weights in outside itself (onnx/onnx.proto: TensorProto.external_data), wherever its tensors stand: in graphs,
/// in the attributes of nodes, which may hold graphs in turn, and in functions. Only those parts of the protocol buffer are read, and all else stepped over.
/// </summary>
internal static class OnnxExternalData
{
    /// <summary>No program that reads protocol buffers by their schema goes deeper, by its own default.</summary>
    private const int MaximumDepth = 100;

    private const int ExternalData = 13;
    private const int EntryKey = 1;
    private const int EntryValue = 2;
    private const string Location = "location";

    /// <summary>What stands under which field of which message. Not what ONNX Runtime never runs: how a model is trained.</summary>
    private static readonly Dictionary<(OnnxMessage Of, int Field), OnnxMessage> Contents = new()
    {
        [(OnnxMessage.Model, 7)] = OnnxMessage.Graph,
        [(OnnxMessage.Model, 25)] = OnnxMessage.Function,
        [(OnnxMessage.Graph, 1)] = OnnxMessage.Node,
        [(OnnxMessage.Graph, 5)] = OnnxMessage.Tensor,
        [(OnnxMessage.Graph, 15)] = OnnxMessage.SparseTensor,
        [(OnnxMessage.Function, 7)] = OnnxMessage.Node,
        [(OnnxMessage.Function, 11)] = OnnxMessage.Attribute,
        [(OnnxMessage.Node, 5)] = OnnxMessage.Attribute,
        [(OnnxMessage.Attribute, 5)] = OnnxMessage.Tensor,
        [(OnnxMessage.Attribute, 6)] = OnnxMessage.Graph,
        [(OnnxMessage.Attribute, 10)] = OnnxMessage.Tensor,
        [(OnnxMessage.Attribute, 11)] = OnnxMessage.Graph,
        [(OnnxMessage.Attribute, 22)] = OnnxMessage.SparseTensor,
        [(OnnxMessage.Attribute, 23)] = OnnxMessage.SparseTensor,
        [(OnnxMessage.SparseTensor, 1)] = OnnxMessage.Tensor,
        [(OnnxMessage.SparseTensor, 2)] = OnnxMessage.Tensor,
    };

    /// <returns>Full paths, each once, in the order of their names.</returns>
    /// <exception cref="EncoderException">The model refers to a file that does not lie beside it, or is no protocol buffer.</exception>
    public static IReadOnlyList<string> Files(string path)
    {
        using var stream = File.OpenRead(path);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            Walk(new ProtocolBufferReader(stream), OnnxMessage.Model, stream.Length, names, depth: 1);
        }
        catch (InvalidDataException e)
        {
            throw new EncoderException($"{path}: not an ONNX file: {e.Message}", e);
        }

        return [.. names.Select(name => Beside(path, name))];
    }

    /// <param name="end">Where the message ends; the reader stands at its start.</param>
    private static void Walk(ProtocolBufferReader reader, OnnxMessage message, long end, SortedSet<string> names, int depth)
    {
        if (depth > MaximumDepth)
            throw new InvalidDataException($"it is nested more than {MaximumDepth} deep.");
        foreach (var (field, next) in reader.Fields(end))
            if (Contents.TryGetValue((message, field), out var inner))
                Walk(reader, inner, next, names, depth + 1);
            else if (message == OnnxMessage.Tensor && field == ExternalData
                && reader.Texts(next) is { } texts && texts.GetValueOrDefault(EntryKey) == Location)
                names.Add(texts.GetValueOrDefault(EntryValue, ""));
    }

    private static string Beside(string path, string name) => name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or "..")
        ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name)
        : throw new EncoderException($"{path}: the model keeps weights in '{name}'; only files beside the model are read.");
}
