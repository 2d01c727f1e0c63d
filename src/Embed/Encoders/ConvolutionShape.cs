namespace Hares.Embed.Encoders;

/// <summary>
/// The settings of a convolution whose odd kernel is padded alike on both sides. Kernel and stride are in frames and bands of its input.
/// </summary>
internal sealed record ConvolutionShape(long InChannels, long OutChannels, (long Time, long Frequency) Kernel)
{
    public (long Time, long Frequency) Stride { get; init; } = (1, 1);

    public long Groups { get; init; } = 1;

    public (long Time, long Frequency) Padding => (Kernel.Time / 2, Kernel.Frequency / 2);
}
