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
        using var file = SafetensorsFile.Open(path);
        var entries = file.Entries.ToDictionary(entry => entry.Name);
        var keys = architecture switch
        {
            EncoderCatalogue.SlowFastNfNetF0 => SlowFastNfNetKeys.All,
            EncoderCatalogue.VitBase => VitBaseKeys.All,
            EncoderCatalogue.Wav2Vec2Base => Wav2Vec2BaseKeys.All,
            EncoderCatalogue.BidirCpc => file.Entries.Select(entry => new OriginalTensor(entry.Name, entry.Name, OriginalLayout.Same)),
            _ => ByolACnnKeys.All,
        };
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
