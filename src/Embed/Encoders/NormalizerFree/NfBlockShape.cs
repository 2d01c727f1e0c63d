namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>The settings of one <see cref="NfBlock"/>. Kernel and stride are in frames and bands of the block's input.</summary>
/// <param name="Beta">One over the expected standard deviation of the block's input at initialisation.</param>
internal sealed record NfBlockShape(long InChannels, long OutChannels, long GroupWidth, long TimeKernel, long FrequencyStride, double Beta)
{
    /// <summary>The shortcut needs a convolution where its input has another shape than the block's output.</summary>
    public bool HasProjection => FrequencyStride > 1 || InChannels != OutChannels;
}
