using Hares.Embed.Encoders.NormalizerFree;

namespace Hares.Embed.Weights;

/// <summary>The weights of deepmind-research nfnets under Haiku's names, without those of the classifier.</summary>
internal static class NfNetF0Keys
{
    public static IEnumerable<OriginalTensor> All { get; } = [.. SlowFastNfNetKeys.Path("path", "nfnet", NfPathShape.Single)];
}
