using Hares.Embed.Encoders.NormalizerFree;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.SlowFast;

// B batch, T frames, F bands
//   input (B, 1, T, F) -> stem (B, StemChannels, T/4, F/4) -> stages, each but the first halving F -> head (B, Features)

/// <summary>
/// One pathway of the SlowFast NF-ResNet-50: stem, stages and head. Ported from deepmind-research nfnets/nf_resnet.py (NF_ResNet), with the kernels
/// and strides of <see cref="ResPathShape"/>.
/// </summary>
internal sealed class NfResPath : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "stem")] private readonly WsConv2d _stem;
    [ComponentName(Name = "blocks")] private readonly ModuleList<NfResBlock> _blocks;
    private readonly Pooling _pooling;

    public NfResPath(ResPathShape shape, Pooling pooling) : base(nameof(NfResPath))
    {
        _pooling = pooling;
        _stem = new WsConv2d(1, shape.StemChannels, (shape.StemTimeKernel, 7), (2, 2));
        var blocks = Enumerable.Range(0, ResPathShape.Depths.Count).SelectMany(shape.Stage);
        _blocks = new ModuleList<NfResBlock>([.. blocks.Select(block => new NfResBlock(block))]);
        RegisterComponents();
    }

    /// <summary>Convolution and 3x3 maximum of every second frame and band, padded as XLA's "SAME" with minus infinity.</summary>
    public Tensor Stem(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = _stem.call(input);
        var (time, frequency) = (SamePadding.Of(output.shape[2], 3, 2), SamePadding.Of(output.shape[3], 3, 2));
        var padded = SamePadding.Pad(output, time, frequency, double.NegativeInfinity);
        return nn.functional.max_pool2d(padded, [3, 3], [2, 2]).MoveToOuterDisposeScope();
    }

    public Tensor Stage(int stage, Tensor input)
    {
        var first = ResPathShape.Depths.Take(stage).Sum();
        return _blocks.Skip(first).Take(ResPathShape.Depths[stage]).Aggregate(input, (current, block) => block.call(current));
    }

    /// <summary>ReLU, then the mean over frequency and the pooling over time.</summary>
    public Tensor Head(Tensor input) => TimePooling.OfMaps(input.relu(), _pooling);

    public override Tensor forward(Tensor input) =>
        Head(Enumerable.Range(0, ResPathShape.Depths.Count).Aggregate(Stem(input), (current, stage) => Stage(stage, current)));
}
