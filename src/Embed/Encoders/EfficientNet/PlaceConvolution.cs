using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.EfficientNet;

/// <summary>
/// A 1x1 convolution of one place: its weights are a convolution's, as the original has them, but it is computed as a dense layer, which libtorch takes less
/// time to start. It draws no weights when it is made.
/// </summary>
internal sealed class PlaceConvolution : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;

    public PlaceConvolution(long inChannels, long outChannels) : base(nameof(PlaceConvolution))
    {
        _weight = new Parameter(empty(outChannels, inChannels, 1, 1));
        _bias = new Parameter(empty(outChannels));
        RegisterComponents();
    }

    /// <param name="input">(B, in).</param>
    /// <returns>(B, out).</returns>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight.flatten(1), _bias);

    /// <summary>Copies of the weights, (out, in), and of the bias, (out).</summary>
    public (float[] Weight, float[] Bias) Values() => ([.. _weight.data<float>()], [.. _bias.data<float>()]);
}
