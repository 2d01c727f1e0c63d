using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// Puts the channels of a four-dimensional tensor next to each other in memory, which saves a reordering before and after every convolution on the CPU.
/// TorchSharp cannot ask for the layout by name, but a permuted contiguous copy has it.
/// </summary>
internal static class ChannelsLast
{
    /// <param name="tensor">(a, channels, b, c), any layout.</param>
    /// <returns>The same values and shape, channels innermost in memory.</returns>
    public static Tensor Of(Tensor tensor) => tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
