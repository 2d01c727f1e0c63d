using Hares.Embed.Encoders;

namespace Hares.Embed.Weights;

/// <summary>The implementations whose weights each architecture can be given.</summary>
internal static class KeyMaps
{
    /// <param name="architecture">A name of the <see cref="EncoderCatalogue"/>.</param>
    /// <param name="keys">The names the network has here.</param>
    public static IReadOnlyList<KeyMap> Of(string architecture, IEnumerable<string> keys)
    {
        var ours = KeyMap.Identity(keys);
        return architecture switch
        {
            EncoderCatalogue.SlowFastNfNetF0 => [ours, .. SlowFastNfNetMaps()],
            EncoderCatalogue.NfNetF0 => [ours, .. NfNetF0Maps()],
            EncoderCatalogue.VitBase => [ours, new([.. VitBaseKeys.All]) { Unused = ["heads."] }],
            EncoderCatalogue.Wav2Vec2Base => [ours, .. Wav2Vec2BaseMaps()],
            EncoderCatalogue.Cnn14 => [ours with { Unused = ["spectrogram_extractor.", "logmel_extractor.", "fc_audioset."] }],
            EncoderCatalogue.ResNet50 => [ours with { Unused = ["fc."] }],
            EncoderCatalogue.EfficientNetB0 => [ours with { Unused = ["classifier."] }],
            EncoderCatalogue.SlowFastResNet50 => [ours with { Unused = ["head."] }],
            _ => [ours],
        };
    }

    /// <summary>
    /// As a checkpoint of the original would have it: Haiku numbers modules in the order they are constructed, the fast pathway first. And as the
    /// parity values have it, which were made without Haiku.
    /// </summary>
    private static KeyMap[] SlowFastNfNetMaps()
    {
        var parity = new KeyMap([.. SlowFastNfNetKeys.All]);
        return
        [
            parity,
            parity.Renamed(key => Constructed(key
                .Replace("/nfnet/", "/NFNet_1/", StringComparison.Ordinal)
                .Replace("/nfnet_1/", "/NFNet/", StringComparison.Ordinal))),
        ];
    }

    /// <summary>As the parity values have it, and as a checkpoint of the original would, where the network has the name of its class.</summary>
    private static KeyMap[] NfNetF0Maps()
    {
        var parity = new KeyMap([.. NfNetF0Keys.All]);
        var haiku = parity.Renamed(key => Constructed(key.Replace("nfnet/", "NFNet/", StringComparison.Ordinal)));
        return [parity, haiku with { Unused = ["NFNet/~/linear/"] }];
    }

    /// <summary>Haiku puts a tilde before the name of a module that another's constructor makes, and both originals make all theirs so.</summary>
    private static string Constructed(string key)
    {
        var parts = key.Split('/');
        return $"{string.Join("/~/", parts[..^1])}/{parts[^1]}";
    }

    /// <summary>torchaudio and Hugging Face transformers, weight norm as a hook or as a parametrization.</summary>
    private static KeyMap[] Wav2Vec2BaseMaps()
    {
        var torchaudio = new KeyMap([.. Wav2Vec2BaseKeys.All]) { Unused = ["aux."] };
        var huggingFace = torchaudio.Renamed(HuggingFace) with { Unused = ["masked_spec_embed"] };
        KeyMap[] maps = [torchaudio, huggingFace];
        return [.. maps, .. maps.Select(map => map.Renamed(Parametrized))];
    }

    private static string HuggingFace(string torchaudio) => torchaudio
        .Replace("encoder.feature_projection.", "feature_projection.", StringComparison.Ordinal)
        .Replace("encoder.transformer.", "encoder.", StringComparison.Ordinal);

    private static string Parametrized(string key) => key
        .Replace(".weight_g", ".parametrizations.weight.original0", StringComparison.Ordinal)
        .Replace(".weight_v", ".parametrizations.weight.original1", StringComparison.Ordinal);
}
