using static TorchSharp.torch;

namespace Hares.Embed.Encoders.SlowFast;

// B batch, T time, F frequency, s the stride in frequency
//   input (B, InChannels, T, F)   output (B, OutChannels, T, ceil(F / s))
//   branch: (TimeKernel, 1) -> (1, 3) with the stride -> 1x1, at a quarter of OutChannels in between

/// <summary>
/// Residual block whose kernels see time and frequency in turn. Ported from ekazakos/auditory-slow-fast resnet_helper.py (ResBlock,
/// BottleneckTransform).
/// </summary>
internal sealed class SeparableBottleneck : PathNamedModule
{
    private readonly NormedConvolution? _shortcut;
    private readonly NormedConvolution _time;
    private readonly NormedConvolution _frequency;
    private readonly NormedConvolution _expand;

    public SeparableBottleneck(ResBlockShape shape, Normaliser normaliser) : base(nameof(SeparableBottleneck))
    {
        var stride = (1, shape.FrequencyStride);
        if (shape.HasProjection)
            _shortcut = new(this, "branch1", "branch1_bn", new(shape.InChannels, shape.OutChannels, (1, 1)) { Stride = stride }, normaliser);
        _time = new(this, "branch2.a", "branch2.a_bn", new(shape.InChannels, shape.Width, (shape.TimeKernel, 1)), normaliser);
        _frequency = new(this, "branch2.b", "branch2.b_bn", new(shape.Width, shape.Width, (1, 3)) { Stride = stride }, normaliser);
        _expand = new(this, "branch2.c", "branch2.c_bn", new(shape.Width, shape.OutChannels, (1, 1)), normaliser);
        _expand.StartSilent();
    }

    /// <param name="input">Not to be used any more: once folded, its memory may be the output's.</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var branch = _time.Apply(input, Activation.Relu);
        branch = _frequency.Apply(branch, Activation.Relu);
        return _expand.AddTo(_shortcut?.call(input) ?? input, branch).MoveToOuterDisposeScope();
    }
}
