using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// Puts the channels of a four-dimensional tensor next to each other in memory, which saves a reordering before and after every convolution on the
/// CPU. TorchSharp cannot ask for the layout by name, but a permuted contiguous copy has it.
/// </summary>
internal static class ChannelsLast
{
    /// <param name="tensor">(a, channels, b, c), any layout.</param>
    /// <returns>The same values and shape, channels innermost in memory.</returns>
    public static Tensor Of(Tensor tensor) => tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    /// <summary>
    /// Gives log-mel its one channel, on the CPU with the stride of an innermost one: where it lies tells nothing else, and libtorch goes by it when it
    /// lays out the first convolution's output. On a GPU the convolution's weights say how (<see cref="FoldedConvolution"/>).
    /// </summary>
    /// <param name="logMel">(B, T, F), contiguous.</param>
    /// <returns>(B, 1, T, F), the same memory.</returns>
    public static Tensor OneChannel(Tensor logMel) =>
        logMel.device_type == DeviceType.CPU ? logMel.unsqueeze(-1).permute(0, 3, 1, 2) : logMel.unsqueeze(1);
}
