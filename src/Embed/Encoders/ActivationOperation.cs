using Hares.Embed.Encoders.NormalizerFree;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>Activations where they are an operation of their own.</summary>
internal static class ActivationOperation
{
    /// <summary>The activation of a tensor that nobody needs any more: its memory may be written over.</summary>
    public static Tensor Here(this Activation activation, Tensor tensor) => activation switch
    {
        Activation.Relu => tensor.relu_(),
        Activation.Silu => tensor.silu_(),
        Activation.Gelu => nn.functional.gelu(tensor),
        Activation.TanhGelu => Gelu.OfTemporary(tensor),
        _ => tensor,
    };
}
