using Hares.Embed.Encoders.NormalizerFree;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.EfficientNet;

// B batch, T time, F frequency, s the stride
//   input (B, InChannels, T, F)   output (B, OutChannels, ceil(T / s), ceil(F / s))
//   1x1 to Expansion times the channels -> kxk depthwise with the stride -> gate for each channel -> 1x1 to OutChannels

/// <summary>
/// Block of EfficientNet: inverted bottleneck with depthwise convolution and squeeze-and-excitation. Ported from torchvision models/efficientnet.py
/// (MBConv). In inference only: stochastic depth is the identity.
/// </summary>
internal sealed class InvertedBottleneck : PathNamedModule
{
    private readonly bool _hasShortcut;
    private readonly NormedConvolution? _expand;
    private readonly NormedConvolution _depthwise;
    private readonly NormedConvolution _project;
    private readonly PlaceConvolution _squeeze;
    private readonly PlaceConvolution _excite;
    private readonly Lazy<GatedExpansion> _gated; // of the folded form

    public InvertedBottleneck(InvertedBottleneckShape shape) : base(nameof(InvertedBottleneck))
    {
        _hasShortcut = shape.Stride == 1 && shape.InChannels == shape.OutChannels;
        var width = shape.InChannels * shape.Expansion;
        var part = 0;
        if (shape.Expansion > 1)
            _expand = Convolution(part++, new(shape.InChannels, width, (1, 1)));
        _depthwise = Convolution(part++, new(width, width, (shape.Kernel, shape.Kernel)) { Stride = (shape.Stride, shape.Stride), Groups = width });
        _squeeze = Register($"block.{part}.fc1", new PlaceConvolution(width, shape.InChannels / 4));
        _excite = Register($"block.{part++}.fc2", new PlaceConvolution(shape.InChannels / 4, width));
        _project = Convolution(part, new(width, shape.OutChannels, (1, 1)));
        _gated = new(() =>
        {
            var expansion = _expand?.Folded!.Values() is var (expand, itsBias) ? new Expansion(expand, itsBias) : null;
            var (weight, bias) = _depthwise.Folded!.Values();
            return new(expansion, new(weight, bias, (int)shape.Stride), new(_squeeze.Values(), _excite.Values()));
        }, LazyThreadSafetyMode.PublicationOnly); // which keeps no exception: after a want of memory a smaller batch may do
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = _project.call(_depthwise.Folded is not null && GatedExpansion.Takes(input) ? _gated.Value.Of(input) : Gated(input));
        return (_hasShortcut ? output.PlusHere(input) : output).MoveToOuterDisposeScope();
    }

    private Tensor Gated(Tensor input)
    {
        var filtered = _depthwise.Apply(_expand?.Apply(input, Activation.Silu) ?? input, Activation.Silu);
        var gate = _excite.call(_squeeze.call(GlobalMean.Of(filtered)).silu_()).sigmoid_().unsqueeze(-1).unsqueeze(-1);
        return is_grad_enabled() ? filtered * gate : filtered.mul_(gate); // the product's gradient needs both
    }

    private NormedConvolution Convolution(int part, ConvolutionShape shape) => new(this, $"block.{part}.0", $"block.{part}.1", shape);
}
