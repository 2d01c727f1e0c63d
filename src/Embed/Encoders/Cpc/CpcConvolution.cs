using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Cpc;

// B batch, T steps, C channels

/// <summary>Convolution over time, norm over the channels of each step, ReLU.</summary>
internal sealed class CpcConvolution : FoldableLayer
{
    private readonly long _stride;
    private readonly long _padding;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "norm")] private readonly LayerNorm _norm;

    /// <param name="isCausal">Whether zeros before the first step make room, so that a step sees itself and earlier ones, and none is lost.</param>
    public CpcConvolution(long inChannels, long outChannels, long kernel, long stride, bool isCausal) : base(nameof(CpcConvolution))
    {
        (_stride, _padding) = (stride, isCausal ? kernel - 1 : 0);
        _weight = new Parameter(empty(outChannels, inChannels, kernel));
        _norm = nn.LayerNorm(outChannels);
        RegisterComponents();
    }

    public override void Fold() => Folded = StepConvolution.Fold(_weight, _weight, stride: _stride);

    /// <param name="input">(B, T, C).</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var padded = _padding == 0 ? input : nn.functional.pad(input, [0, 0, _padding, 0]);
        var convolved = Folded is null ? StepConvolution.Of(padded, _weight, stride: _stride) : StepConvolution.Of(padded, Folded);
        return _norm.call(convolved).relu_().MoveToOuterDisposeScope();
    }
}
