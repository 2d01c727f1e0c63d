using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A dense layer. Unlike PyTorch's own it draws no weights when it is made, for whoever fills it would only write over them; and folded for inference on
/// the CPU it is computed as a convolution, whose weights are laid out once (see <see cref="StepConvolution"/>).
/// </summary>
internal sealed class Dense : FoldableLayer
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;

    public Dense(long inFeatures, long outFeatures) : base(nameof(Dense))
    {
        _weight = new Parameter(empty(outFeatures, inFeatures));
        _bias = new Parameter(empty(outFeatures));
        RegisterComponents();
    }

    /// <summary>On the CPU, where it lets go of the raw weights, too.</summary>
    public override void Fold()
    {
        if (_weight.device_type == DeviceType.CPU)
            Folded = StepConvolution.Fold(_weight.unsqueeze(2), _weight, _bias);
    }

    /// <param name="input">(batch, steps, in).</param>
    /// <returns>(batch, steps, out).</returns>
    public override Tensor forward(Tensor input) => Folded is null
        ? nn.functional.linear(input, _weight, _bias)
        : StepConvolution.Of(input, Folded);

    /// <summary>The activation of the layer.</summary>
    public Tensor Apply(Tensor input, Activation activation) => Folded is null
        ? activation.Here(call(input))
        : StepConvolution.Of(input, Folded, activation);
}
