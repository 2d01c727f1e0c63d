using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

// B batch, T frames, F mel bands (any number of each)
//   input (B, T, F)
//   slow  (B, 1, T/4, F)  few frames, many channels     fast (B, 1, T, F)  all frames, an eighth of the channels
//   before each of the four stages: slow <- slow ++ gelu(conv 7x1, stride 4x1 (fast))
//   output (B, 384 + 3072): fast features, then slow

/// <summary>
/// SlowFast NFNet-F0, the network of HARES (arXiv 2111.12124, section 3.2 and appendix B). Ported from google-deepmind/slowfast_nfnets
/// slowfast_nfnet.py (SlowFastNFNet), commit 0e69ba3.
/// </summary>
/// <remarks>
/// As in that code, and unlike the paper's table 5, the final 1x1 convolutions are kept (3,456 features, 63.0 million parameters) and the second
/// and third convolution of the fast stem are 1x3. The constant multipliers of the activations live in the weights (see <see cref="WsConv2d"/>).
/// </remarks>
internal sealed class SlowFastNfNet : nn.Module<Tensor, Tensor>, IFoldable
{
    [ComponentName(Name = "fast")] private readonly NfPath _fast;
    [ComponentName(Name = "slow")] private readonly NfPath _slow;
    [ComponentName(Name = "fusions")] private readonly ModuleList<WsConv2d> _fusions;

    /// <param name="pooling">Over the time of each pathway.</param>
    public SlowFastNfNet(Pooling pooling = Pooling.Mean) : base(nameof(SlowFastNfNet))
    {
        (_fast, _slow) = (new(NfPathShape.Fast, pooling), new(NfPathShape.Slow, pooling));
        long[] fastChannels = [NfPathShape.Fast.StemChannels, .. NfPathShape.Fast.Widths];
        _fusions = new ModuleList<WsConv2d>(
            [.. NfPathShape.Slow.FusedChannels.Select((fused, stage) => new WsConv2d(fastChannels[stage], fused, (7, 1), (SlowInput.TimeRatio, 1)))]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor logMel)
    {
        var input = logMel.unsqueeze(1);
        var fast = _fast.Stem(input);
        var slow = _slow.Stem(SlowInput.Of(input));
        for (var stage = 0; stage < _fusions.Count; stage++)
        {
            slow = cat([slow, _fusions[stage].Apply(fast, Activation.TanhGelu)], 1);
            fast = _fast.Stage(stage, fast);
            slow = _slow.Stage(stage, slow);
        }

        return cat([_fast.Head(fast), _slow.Head(slow)], 1);
    }

    public void Fold() => FoldableParts.Fold(this);
}
