using Hares.Embed.Encoders.NormalizerFree;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// What the slow pathway of a SlowFast network sees of its input: the maximum of each four frames, the last ones padded with minus infinity. As in
/// google-deepmind/slowfast_nfnets slowfast_nfnet.py; any number of frames then gives both pathways lengths that fit each other at every fusion.
/// </summary>
internal static class SlowInput
{
    /// <summary>Frames of the fast pathway for one of the slow.</summary>
    public const int TimeRatio = 4;

    /// <param name="input">(B, 1, T, F)</param>
    /// <returns>(B, 1, ceil(T / 4), F)</returns>
    public static Tensor Of(Tensor input)
    {
        var padding = SamePadding.Of(input.shape[2], TimeRatio, TimeRatio);
        var padded = SamePadding.Pad(input, padding, default, double.NegativeInfinity);
        return nn.functional.max_pool2d(padded, [TimeRatio, 1], [TimeRatio, 1]);
    }
}
