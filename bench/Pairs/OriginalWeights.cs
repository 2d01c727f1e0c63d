using Hares.Embed.Encoders;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Bench.Pairs;

/// <summary>Weights under the names of an original implementation, written anew under ours.</summary>
internal static class OriginalWeights
{
    /// <summary>Gives the path of the new file, beside the old one.</summary>
    public static string Convert(string architecture, string path)
    {
        using var scope = NewDisposeScope();
        using var file = TensorFile.Open(path);
        var tensors = file.Tensors.ToDictionary(tensor => tensor.Name);
        var keys = architecture == EncoderCatalogue.SlowFastNfNetF0 ? SlowFastNfNetKeys.All : ByolACnnKeys.All;
        var converted = Path.ChangeExtension(path, "hares.safetensors");
        SafetensorsWriter.Write(converted, [.. keys.Select(key => (key.Key, key.FromOriginal(Read(file, tensors[key.OriginalKey]))))]);
        return converted;
    }

    private static Tensor Read(ITensorFile file, StoredTensor stored)
    {
        var values = new float[stored.Elements];
        file.Read(stored, values);
        return tensor(values, [.. stored.Shape]);
    }
}
