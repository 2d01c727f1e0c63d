using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>
/// Zero elements around one axis so that ceil(length / stride) windows fit, as XLA's "SAME" places them: the odd element goes after, not before.
/// </summary>
internal readonly record struct SamePadding(long Before, long After)
{
    public static SamePadding Of(long length, long kernel, long stride)
    {
        var windows = (length + stride - 1) / stride;
        var total = Math.Max((windows - 1) * stride + kernel - length, 0);
        return new(total / 2, total - total / 2);
    }

    public bool IsSymmetric => Before == After;

    /// <summary>Pads the last two axes (time, frequency) of a tensor.</summary>
    public static Tensor Pad(Tensor input, SamePadding time, SamePadding frequency, double value = 0) =>
        nn.functional.pad(input, [frequency.Before, frequency.After, time.Before, time.After], value: value);
}
