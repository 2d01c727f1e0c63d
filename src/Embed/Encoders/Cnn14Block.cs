using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// Two 3x3 convolutions, each with batch normalisation and ReLU: the ConvBlock of qiuqiangkong/audioset_tagging_cnn pytorch/models.py.
/// </summary>
internal sealed class Cnn14Block : PathNamedModule
{
    private readonly NormedConvolution _first;
    private readonly NormedConvolution _second;

    public Cnn14Block(long inChannels, long outChannels) : base(nameof(Cnn14Block))
    {
        _first = new(this, "conv1", "bn1", new(inChannels, outChannels, (3, 3)));
        _second = new(this, "conv2", "bn2", new(outChannels, outChannels, (3, 3)));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return _second.Apply(_first.Apply(input, Activation.Relu), Activation.Relu).MoveToOuterDisposeScope();
    }
}
