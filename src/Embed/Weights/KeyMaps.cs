using Hares.Embed.Encoders;

namespace Hares.Embed.Weights;

/// <summary>The original implementations whose weights each architecture can be given.</summary>
internal static class KeyMaps
{
    /// <summary>Besides the names used here, which are those of the first original where nothing speaks against it.</summary>
    public static IReadOnlyList<KeyMap> Of(string architecture) => architecture switch
    {
        EncoderCatalogue.SlowFastNfNetF0 => [new([.. SlowFastNfNetKeys.All])],
        _ => [],
    };
}
