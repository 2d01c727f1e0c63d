using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

// B batch, T time, F frequency, (sT, sF) the stride
//   input  (B, InChannels, T, F)
//   output (B, OutChannels, ceil(T / sT), ceil(F / sF))
//   branch: 1x1 -> grouped Kernel with the stride -> grouped SecondKernel -> 1x1, at half of OutChannels in between

/// <summary>
/// Pre-activation bottleneck block of a normaliser-free network. Ported from google-deepmind/slowfast_nfnets slowfast_nfnet.py (NFBlock);
/// HARES, arXiv 2111.12124, appendix B; with 3x3 kernels it is that of deepmind-research nfnets/nfnet.py. In inference only:
/// stochastic depth is the identity.
/// </summary>
internal sealed class NfBlock : nn.Module<Tensor, Tensor>
{
    /// <summary>Weight of the branch beside the shortcut.</summary>
    public const double Alpha = 0.2;

    private readonly NfBlockShape _shape;
    [ComponentName(Name = "shortcut")] private readonly WsConv2d? _shortcut;
    [ComponentName(Name = "conv0")] private readonly WsConv2d _conv0;
    [ComponentName(Name = "conv1")] private readonly WsConv2d _conv1;
    [ComponentName(Name = "conv1b")] private readonly WsConv2d _conv1b;
    [ComponentName(Name = "conv2")] private readonly WsConv2d _conv2;
    [ComponentName(Name = "gate")] private readonly SqueezeExcite _gate;
    [ComponentName(Name = "skip_gain")] private readonly Parameter _skipGain;

    public NfBlock(NfBlockShape shape) : base(nameof(NfBlock))
    {
        _shape = shape;
        var width = shape.OutChannels / 2;
        var groups = width / shape.GroupWidth;
        var entryScale = Gelu.Gamma * shape.Beta;
        if (shape.HasProjection)
            _shortcut = new WsConv2d(shape.InChannels, shape.OutChannels, (1, 1), inputScale: entryScale);

        _conv0 = new WsConv2d(shape.InChannels, width, (1, 1), inputScale: entryScale);
        _conv1 = new WsConv2d(width, width, shape.Kernel, shape.Stride, groups, Gelu.Gamma);
        _conv1b = new WsConv2d(width, width, shape.SecondKernel, groups: groups, inputScale: Gelu.Gamma);
        _conv2 = new WsConv2d(width, shape.OutChannels, (1, 1), inputScale: Gelu.Gamma);
        _gate = new SqueezeExcite(shape.OutChannels);
        _skipGain = new Parameter(zeros([]));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope(); // its activations go with the block, and the next one finds their memory still in the cache
        var active = Gelu.Of(input);
        var shortcut = _shortcut is null ? input : _shortcut.call(Downsample(active));
        var branch = _conv0.Apply(active, Activation.TanhGelu);
        branch = _conv1.Apply(branch, Activation.TanhGelu);
        branch = _conv1b.Apply(branch, Activation.TanhGelu);
        branch = _conv2.call(branch);
        var gate = _gate.call(branch) * _skipGain.Times(2 * Alpha); // the gate is 1/2 where it says nothing, hence the 2
        return shortcut.PlusProduct(branch, gate).MoveToOuterDisposeScope();
    }

    /// <summary>A last window that is cut short is averaged over what is there, as XLA's SAME average pooling does.</summary>
    private Tensor Downsample(Tensor input)
    {
        long[] window = [_shape.Stride.Time, _shape.Stride.Frequency];
        return _shape.IsStrided ? nn.functional.avg_pool2d(input, window, window, [0, 0], ceil_mode: true) : input;
    }
}
