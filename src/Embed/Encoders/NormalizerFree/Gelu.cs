using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

/// <summary>
/// GELU in its tanh form, JAX's default. Its variance-preserving constant <see cref="Gamma"/> belongs to the weights of the convolution that follows
/// (<see cref="WsConv2d"/>), so it is not applied here.
/// </summary>
internal static class Gelu
{
    /// <summary>What a unit normal input's GELU is multiplied by to have unit variance again (google-deepmind/slowfast_nfnets base.py).</summary>
    public const double Gamma = 1.7015043497085571;

    public static Tensor Of(Tensor input) => input.gelu(GELU.Approximate.tanh);

    /// <summary>The same in the input's own memory where no gradient is wanted; the caller may not use the input any more.</summary>
    public static Tensor OfTemporary(Tensor input) => is_grad_enabled() ? Of(input) : input.gelu_(GELU.Approximate.tanh);
}
