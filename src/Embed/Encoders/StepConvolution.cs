using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

// B batch, T steps, I input features, O output features, G groups, K kernel

/// <summary>
/// Convolution over time of sequences whose features lie next to each other in memory, as transformers have them. A second dimension, of length one, makes
/// it a convolution of pictures with channels innermost: no value has to be moved.
/// </summary>
internal static class StepConvolution
{
    /// <param name="input">(B, T, I), contiguous.</param>
    /// <param name="weight">(O, I/G, K).</param>
    /// <param name="padding">Zeros on both sides.</param>
    /// <returns>(B, (T + 2 padding - K) / stride + 1, O), contiguous.</returns>
    public static Tensor Of(Tensor input, Tensor weight, Tensor? bias = null, long stride = 1, long padding = 0, long groups = 1) =>
        Steps(nn.functional.conv2d(Pictures(input.to(weight.dtype)), weight.unsqueeze(2), bias, [1, stride], [0, padding], groups: groups));

    /// <summary>The same by weights in their inference form.</summary>
    public static Tensor Of(Tensor input, FoldedConvolution convolution, Activation activation = Activation.None, long padding = 0) =>
        Steps(convolution.Apply(Pictures(input), (0, padding), activation));

    /// <summary>The inference form of weights, the raw ones let go.</summary>
    /// <param name="weight">(O, I/G, K).</param>
    /// <param name="raw">What <paramref name="weight"/> was made of; left empty.</param>
    public static FoldedConvolution Fold(Tensor weight, Parameter raw, Tensor? bias = null, long stride = 1, long groups = 1)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var folded = new FoldedConvolution(weight.unsqueeze(2), bias, (1, stride), groups, isOfSteps: true);
        raw.LetGo();
        return folded;
    }

    private static Tensor Pictures(Tensor steps) => steps.unsqueeze(1).permute(0, 3, 1, 2); // (B, I, 1, T)

    private static Tensor Steps(Tensor pictures) => pictures.permute(0, 2, 3, 1).squeeze(1);
}
