using Hares.Embed.Encoders.NormalizerFree;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.SlowFast;

// B batch, T time, F frequency, s the stride in frequency
//   input (B, InChannels, T, F)   output (B, OutChannels, T, ceil(F / s))
//   branch: (TimeKernel, 1) -> (1, 3) with the stride -> 1x1, at a quarter of OutChannels in between

/// <summary>
/// Pre-activation residual block of a normaliser-free ResNet. Ported from deepmind-research nfnets/nf_resnet.py (NFResBlock; Brock et al. 2021, arXiv
/// 2101.08692) without squeeze-and-excitation, its default; kernels and strides are those of <see cref="SeparableBottleneck"/>. In inference only:
/// stochastic depth is the identity.
/// </summary>
internal sealed class NfResBlock : nn.Module<Tensor, Tensor>
{
    /// <summary>What a unit normal input's ReLU is multiplied by to have unit variance again; it lives in the weights that follow.</summary>
    public const double Gamma = 1.7139588594436646;

    [ComponentName(Name = "shortcut")] private readonly WsConv2d? _shortcut;
    [ComponentName(Name = "conv0")] private readonly WsConv2d _conv0;
    [ComponentName(Name = "conv1")] private readonly WsConv2d _conv1;
    [ComponentName(Name = "conv2")] private readonly WsConv2d _conv2;
    [ComponentName(Name = "skip_gain")] private readonly Parameter _skipGain;

    public NfResBlock(ResBlockShape shape) : base(nameof(NfResBlock))
    {
        var stride = (1, shape.FrequencyStride);
        var entryScale = Gamma * shape.Beta;
        if (shape.HasProjection)
            _shortcut = new WsConv2d(shape.InChannels, shape.OutChannels, (1, 1), stride, inputScale: entryScale);
        _conv0 = new WsConv2d(shape.InChannels, shape.Width, (shape.TimeKernel, 1), inputScale: entryScale);
        _conv1 = new WsConv2d(shape.Width, shape.Width, (1, 3), stride, inputScale: Gamma);
        _conv2 = new WsConv2d(shape.Width, shape.OutChannels, (1, 1), inputScale: Gamma);
        _skipGain = new Parameter(zeros([]));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var active = input.relu();
        var shortcut = _shortcut?.call(active) ?? input;
        var branch = _conv0.Apply(active, Activation.Relu);
        branch = _conv1.Apply(branch, Activation.Relu);
        branch = _conv2.call(branch);
        return shortcut.PlusProduct(branch, _skipGain.Times(ResPathShape.Alpha)).MoveToOuterDisposeScope();
    }
}
