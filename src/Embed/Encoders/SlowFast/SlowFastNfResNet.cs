using Hares.Embed.Encoders.NormalizerFree;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.SlowFast;

// B batch, T frames, F mel bands (any number of each)
//   input (B, T, F)
//   slow  (B, 1, T/4, F)  few frames, many channels     fast (B, 1, T, F)  all frames, an eighth of the channels
//   before each of the four stages: slow <- slow ++ relu(conv 7x1, stride 4x1 (fast))
//   output (B, 2048 + 256): the means of slow, then of fast

/// <summary>
/// SlowFast NF-ResNet-50 of HARES (arXiv 2111.12124, table 3), of which no code is published: the two pathways of the SlowFast ResNet-50
/// (<see cref="SlowFastResNet"/>) made of the blocks of the NF-ResNet-50 (deepmind-research nfnets/nf_resnet.py), joined as in
/// google-deepmind/slowfast_nfnets slowfast_nfnet.py (SlowFastNFNet).
/// </summary>
/// <remarks>
/// From the last come the pooled input of the slow pathway, convolutions with gain and bias in the fusions, and activations without their constant
/// there and before the means. All convolutions are standardised and pad as XLA's "SAME". 25,967,240 parameters, those with batch norm
/// and a gain for each of the 32 blocks; HARES, arXiv 2111.12124, gives no number for this variant.
/// </remarks>
internal sealed class SlowFastNfResNet : nn.Module<Tensor, Tensor>, IFoldable
{
    [ComponentName(Name = "slow")] private readonly NfResPath _slow;
    [ComponentName(Name = "fast")] private readonly NfResPath _fast;
    [ComponentName(Name = "fusions")] private readonly ModuleList<WsConv2d> _fusions;

    /// <param name="pooling">Over the time of each pathway.</param>
    public SlowFastNfResNet(Pooling pooling = Pooling.Mean) : base(nameof(SlowFastNfResNet))
    {
        (_slow, _fast) = (new(ResPathShape.Slow, pooling), new(ResPathShape.Fast, pooling));
        var fusions = ResPathShape.Slow.FusedChannels.Select(fused => new WsConv2d(fused / 2, fused, (7, 1), (SlowInput.TimeRatio, 1)));
        _fusions = new ModuleList<WsConv2d>([.. fusions]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor logMel)
    {
        var input = ChannelsLast.OneChannel(logMel);
        var slow = _slow.Stem(SlowInput.Of(input));
        var fast = _fast.Stem(input);
        for (var stage = 0; stage < _fusions.Count; stage++)
        {
            slow = cat([slow, _fusions[stage].Apply(fast, Activation.Relu)], 1);
            slow = _slow.Stage(stage, slow);
            fast = _fast.Stage(stage, fast);
        }

        return cat([_slow.Head(slow), _fast.Head(fast)], 1);
    }

    public void Fold() => FoldableParts.Fold(this);
}
