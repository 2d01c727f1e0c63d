using Hares.Embed.Encoders.NormalizerFree;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

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
    private readonly Conv2d _squeeze;
    private readonly Conv2d _excite;

    public InvertedBottleneck(InvertedBottleneckShape shape) : base(nameof(InvertedBottleneck))
    {
        _hasShortcut = shape.Stride == 1 && shape.InChannels == shape.OutChannels;
        var width = shape.InChannels * shape.Expansion;
        var part = 0;
        if (shape.Expansion > 1)
            _expand = Convolution(part++, new(shape.InChannels, width, (1, 1)));
        _depthwise = Convolution(part++, new(width, width, (shape.Kernel, shape.Kernel)) { Stride = (shape.Stride, shape.Stride), Groups = width });
        _squeeze = Register($"block.{part}.fc1", nn.Conv2d(width, shape.InChannels / 4, 1));
        _excite = Register($"block.{part++}.fc2", nn.Conv2d(shape.InChannels / 4, width, 1));
        _project = Convolution(part, new(width, shape.OutChannels, (1, 1)));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var expanded = _expand?.Apply(input, Activation.Silu) ?? input;
        var filtered = _depthwise.Apply(expanded, Activation.Silu);
        var gate = Dense(_excite, Dense(_squeeze, GlobalMean.Of(filtered)).silu_()).sigmoid_().unsqueeze(-1).unsqueeze(-1);
        var output = _project.call(is_grad_enabled() ? filtered * gate : filtered.mul_(gate));
        return (_hasShortcut ? output.PlusHere(input) : output).MoveToOuterDisposeScope();
    }

    /// <summary>A 1x1 convolution of one place: a dense layer, which libtorch takes less time to start.</summary>
    private static Tensor Dense(Conv2d convolution, Tensor means) => nn.functional.linear(means, convolution.weight!.flatten(1), convolution.bias);

    private NormedConvolution Convolution(int part, ConvolutionShape shape) => new(this, $"block.{part}.0", $"block.{part}.1", shape);
}
