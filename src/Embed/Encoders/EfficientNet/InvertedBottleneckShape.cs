namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>The settings of one <see cref="InvertedBottleneck"/>.</summary>
/// <param name="Expansion">Channels of the depthwise convolution over input channels.</param>
/// <param name="Kernel">Size of the depthwise kernel, in frames and in bands.</param>
/// <param name="Stride">Its stride, in frames and in bands.</param>
internal sealed record InvertedBottleneckShape(long InChannels, long OutChannels, long Expansion, long Kernel, long Stride);
