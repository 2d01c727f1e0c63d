using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

// B batch, T frames, F bands
//   input (B, 1, T, F) -> stem (B, StemChannels, T/4, F/4) -> blocks, each stage but the first striding -> head (B, Features)

/// <summary>
/// An NFNet-F0 without classifier: stem, blocks and head, to be run stage by stage where another pathway is fused in between.
/// Ported from google-deepmind/slowfast_nfnets slowfast_nfnet.py (NFNet).
/// </summary>
internal sealed class NfPath : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "stem")] private readonly ModuleList<WsConv2d> _stem;
    [ComponentName(Name = "blocks")] private readonly ModuleList<NfBlock> _blocks;
    [ComponentName(Name = "final")] private readonly WsConv2d _final;
    private readonly Pooling _pooling;

    public NfPath(NfPathShape shape, Pooling pooling) : base(nameof(NfPath))
    {
        _pooling = pooling;
        var channels = shape.StemChannels;
        _stem = new ModuleList<WsConv2d>(
            new WsConv2d(1, channels / 8, shape.StemKernels[0], (2, 2)),
            new WsConv2d(channels / 8, channels / 4, shape.StemKernels[1], inputScale: Gelu.Gamma),
            new WsConv2d(channels / 4, channels / 2, shape.StemKernels[2], inputScale: Gelu.Gamma),
            new WsConv2d(channels / 2, channels, shape.StemKernels[3], (2, 2), inputScale: Gelu.Gamma));
        _blocks = new ModuleList<NfBlock>([.. shape.Blocks().Select(block => new NfBlock(block))]);
        _final = new WsConv2d(shape.Widths[^1], shape.Features, (1, 1));
        RegisterComponents();
    }

    public Tensor Stem(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = input;
        foreach (var convolution in _stem.SkipLast(1))
            output = convolution.Apply(output, Activation.TanhGelu);
        return _stem[^1].call(output).MoveToOuterDisposeScope();
    }

    public Tensor Stage(int stage, Tensor input)
    {
        var first = NfPathShape.Depths.Take(stage).Sum();
        var output = input;
        for (var block = first; block < first + NfPathShape.Depths[stage]; block++)
            output = _blocks[block].call(output);
        return output;
    }

    /// <summary>
    /// Final convolution, then the mean over frequency and the pooling over time. The activation in between has no constant, as in the original.
    /// </summary>
    public Tensor Head(Tensor input)
    {
        using var scope = NewDisposeScope();
        return TimePooling.OfMaps(_final.Apply(input, Activation.TanhGelu), _pooling).MoveToOuterDisposeScope();
    }

    public override Tensor forward(Tensor input)
    {
        var output = Stem(input);
        for (var stage = 0; stage < NfPathShape.Depths.Count; stage++)
            output = Stage(stage, output);
        return Head(output);
    }
}
