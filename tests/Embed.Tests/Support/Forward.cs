using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Support;

/// <summary>One forward pass of a network from managed values to managed values.</summary>
internal static class Forward
{
    /// <param name="values">Windows x frames x bands.</param>
    /// <returns>One output row a window.</returns>
    public static float[][] Of(nn.Module<Tensor, Tensor> network, float[] values, int windows, int frames, int bands)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var output = network.call(tensor(values, windows, frames, bands)).contiguous();
        return [.. MemoryMarshal.Cast<byte, float>(output.bytes).ToArray().Chunk((int)output.shape[1])];
    }
}
