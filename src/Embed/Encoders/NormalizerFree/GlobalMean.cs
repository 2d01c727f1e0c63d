using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>Mean over time and frequency of (B, C, T, F), giving (B, C).</summary>
internal static class GlobalMean
{
    /// <summary>Channels are turned innermost first, where they lie in memory anyway: libtorch's reduction can then be vectorised.</summary>
    public static Tensor Of(Tensor input) => input.permute(0, 2, 3, 1).flatten(1, 2).mean([1]);
}
