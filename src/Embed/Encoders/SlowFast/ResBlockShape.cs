namespace Hares.Embed.Encoders.SlowFast;

/// <summary>The settings of one residual block of a SlowFast ResNet-50. Kernel and stride are in frames and bands of the block's input.</summary>
/// <param name="Beta">One over the expected standard deviation of the input at initialisation; only the normaliser-free block asks for it.</param>
internal sealed record ResBlockShape(long InChannels, long OutChannels, long TimeKernel, long FrequencyStride, double Beta)
{
    /// <summary>Channels inside the block.</summary>
    public long Width => OutChannels / 4;

    /// <summary>The shortcut needs a convolution where its input has another shape than the block's output.</summary>
    public bool HasProjection => FrequencyStride > 1 || InChannels != OutChannels;
}
