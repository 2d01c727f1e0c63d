using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

/// <summary>A dense layer that, unlike PyTorch's own, draws no weights when it is made: whoever fills it would only write over them.</summary>
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

    /// <summary>(out, in).</summary>
    public Tensor Weight => _weight;

    public Tensor Bias => _bias;

    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight, _bias);
}
