namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>The settings of one <see cref="NfBlock"/>. Kernels and stride are in frames and bands of the block's input.</summary>
/// <param name="Kernel">Of the first grouped convolution.</param>
/// <param name="SecondKernel">Of the second grouped convolution.</param>
/// <param name="Stride">Of the first grouped convolution.</param>
/// <param name="Beta">One over the expected standard deviation of the block's input at initialisation.</param>
internal sealed record NfBlockShape(
    long InChannels, long OutChannels, long GroupWidth, (long Time, long Frequency) Kernel, (long Time, long Frequency) SecondKernel,
    (long Time, long Frequency) Stride, double Beta)
{
    public bool IsStrided => Stride != (1, 1);

    /// <summary>The shortcut needs a convolution where its input has another shape than the block's output.</summary>
    public bool HasProjection => IsStrided || InChannels != OutChannels;
}
