namespace Hares.Embed.Encoders.Own;

/// <summary>
/// Finds the files that an ONNX model keeps weights in outside itself (onnx/onnx.proto: ModelProto.graph, GraphProto.initializer,
/// TensorProto.external_data). Only that part of the protocol buffer is read, and all else stepped over.
/// </summary>
internal static class OnnxExternalData
{
    private const int Graph = 7;
    private const int Initializer = 5;
    private const int ExternalData = 13;
    private const int EntryKey = 1;
    private const int EntryValue = 2;
    private const string Location = "location";

    /// <returns>Full paths, each once, in the order of their names.</returns>
    /// <exception cref="EncoderException">The model refers to a file that does not lie beside it, or is no protocol buffer.</exception>
    public static IReadOnlyList<string> Files(string path)
    {
        using var stream = File.OpenRead(path);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            var reader = new ProtocolBufferReader(stream);
            foreach (var graph in reader.Messages(Graph, stream.Length))
                foreach (var initializer in reader.Messages(Initializer, graph))
                    foreach (var entry in reader.Messages(ExternalData, initializer))
                        if (reader.Texts(entry) is { } texts && texts.GetValueOrDefault(EntryKey) == Location)
                            names.Add(texts.GetValueOrDefault(EntryValue, ""));
        }
        catch (InvalidDataException e)
        {
            throw new EncoderException($"{path}: not an ONNX file: {e.Message}", e);
        }

        return [.. names.Select(name => Beside(path, name))];
    }

    private static string Beside(string path, string name) => name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or "..")
        ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name)
        : throw new EncoderException($"{path}: the model keeps weights in '{name}'; only files beside the model are read.");
}
