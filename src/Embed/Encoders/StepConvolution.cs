using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

// B batch, T steps, I input features, O output features, G groups, K kernel

/// <summary>Convolution over time of sequences whose features lie next to each other in memory, as transformers have them.</summary>
internal static class StepConvolution
{
    /// <summary>
    /// A second dimension, of length one, makes this a convolution of pictures with channels innermost: no value has to be moved. Its stride of two
    /// changes nothing, but has libtorch hand even kernels of one step to oneDNN, twice as fast on processors for which MKL, where it would go
    /// otherwise, does not use its widest instructions.
    /// </summary>
    /// <param name="input">(B, T, I), contiguous.</param>
    /// <param name="weight">(O, I/G, K).</param>
    /// <param name="padding">Zeros on both sides.</param>
    /// <returns>(B, (T + 2 padding - K) / stride + 1, O), contiguous.</returns>
    public static Tensor Of(Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0, long groups = 1)
    {
        var pictures = input.to(weight.dtype).unsqueeze(1).permute(0, 3, 1, 2); // (B, I, 1, T)
        var output = nn.functional.conv2d(pictures, weight.unsqueeze(2), bias, [2, stride], [0, padding], groups: groups);
        return output.permute(0, 2, 3, 1).squeeze(1);
    }
}
