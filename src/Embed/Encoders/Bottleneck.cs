using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

// B batch, T time, F frequency, s the stride
//   input (B, InChannels, T, F)   output (B, OutChannels, ceil(T / s), ceil(F / s))

/// <summary>
/// Residual block of ResNet-50: 1x1, 3x3 with the stride, 1x1, at a quarter of the output channels in between. Ported from torchvision
/// models/resnet.py (Bottleneck), version 1.5; He et al. 2015, arXiv 1512.03385.
/// </summary>
internal sealed class Bottleneck : PathNamedModule
{
    private readonly NormedConvolution _reduce;
    private readonly NormedConvolution _middle;
    private readonly NormedConvolution _expand;
    private readonly NormedConvolution? _shortcut;

    public Bottleneck(long inChannels, long outChannels, long stride) : base(nameof(Bottleneck))
    {
        var width = outChannels / 4;
        _reduce = new(this, "conv1", "bn1", new(inChannels, width, (1, 1)));
        _middle = new(this, "conv2", "bn2", new(width, width, (3, 3)) { Stride = (stride, stride) });
        _expand = new(this, "conv3", "bn3", new(width, outChannels, (1, 1)));
        if (inChannels != outChannels)
            _shortcut = new(this, "downsample.0", "downsample.1", new(inChannels, outChannels, (1, 1)) { Stride = (stride, stride) });
    }

    /// <param name="input">Not to be used any more: once folded, its memory may be the output's.</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var branch = _reduce.Apply(input, Activation.Relu);
        branch = _middle.Apply(branch, Activation.Relu);
        return _expand.AddTo(_shortcut?.call(input) ?? input, branch).MoveToOuterDisposeScope();
    }
}
