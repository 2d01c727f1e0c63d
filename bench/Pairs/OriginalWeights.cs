using Hares.Embed.Encoders;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Bench.Pairs;

/// <summary>Weights under the names of an original implementation, written anew under ours where those differ.</summary>
internal static class OriginalWeights
{
    /// <summary>Gives the path of the new file, beside the old one; or of the old one.</summary>
    public static string Convert(string architecture, string path) => architecture switch
    {
        EncoderCatalogue.SlowFastNfNetF0 => Convert(SlowFastNfNetKeys.All, path),
        EncoderCatalogue.NfNetF0 => Convert(NfNetF0Keys.All, path),
        _ => path,
    };

    private static string Convert(IEnumerable<OriginalTensor> keys, string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        var entries = file.Entries.ToDictionary(entry => entry.Name);
        var converted = Path.ChangeExtension(path, "hares.safetensors");
        SafetensorsWriter.Write(converted, [.. keys.Select(key => (key.Key, key.FromOriginal(Read(file, entries[key.OriginalKey]))))]);
        return converted;
    }

    private static Tensor Read(SafetensorsFile file, SafetensorsEntry entry)
    {
        var values = new float[entry.Elements];
        file.Read(entry, values);
        return tensor(values, entry.Shape);
    }
}
