using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A dense layer. Unlike PyTorch's own it draws no weights when it is made, for whoever fills it would only write over them, and in inference on the
/// CPU it is computed as a convolution (see <see cref="StepConvolution"/>).
/// </summary>
internal sealed class Dense : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;

    public Dense(long inFeatures, long outFeatures) : base(nameof(Dense))
    {
        _weight = new Parameter(empty(outFeatures, inFeatures));
        _bias = new Parameter(empty(outFeatures));
        RegisterComponents();
    }

    /// <param name="input">(batch, steps, in).</param>
    /// <returns>(batch, steps, out).</returns>
    public override Tensor forward(Tensor input) => is_grad_enabled() || input.device_type != TorchSharp.DeviceType.CPU
        ? nn.functional.linear(input, _weight, _bias)
        : StepConvolution.Of(input, _weight.unsqueeze(2), _bias);
}
