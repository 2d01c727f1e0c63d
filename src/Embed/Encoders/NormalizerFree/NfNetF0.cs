using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

// B batch, T frames, F mel bands (any number of each)
//   input (B, T, F) -> stem (B, 128, T/4, F/4) -> four stages, each but the first halving T and F -> (B, 3072, T/32, F/32) -> mean -> (B, 3072)

/// <summary>
/// NFNet-F0 (Brock et al. 2021, arXiv 2102.06171) on one input channel, without the classifier: the original's <c>pool</c> output. Ported from
/// deepmind-research nfnets/nfnet.py (NFNet). In inference only: stochastic depth and dropout are the identity.
/// </summary>
/// <remarks>
/// 68,415,996 parameters; HARES, arXiv 2111.12124, table 2, says 68 million. The constant multipliers of the activations live in the weights (see
/// <see cref="WsConv2d"/>), that of the last one multiplies the pooled features.
/// </remarks>
internal sealed class NfNetF0 : nn.Module<Tensor, Tensor>, IFoldable
{
    [ComponentName(Name = "path")] private readonly NfPath _path;

    /// <param name="pooling">Over time, after the mean over frequency; the original's mean over both by default.</param>
    public NfNetF0(Pooling pooling = Pooling.Mean) : base(nameof(NfNetF0))
    {
        _path = new(NfPathShape.Single, pooling);
        RegisterComponents();
    }

    public override Tensor forward(Tensor logMel) => _path.call(ChannelsLast.OneChannel(logMel)).Times(Gelu.Gamma);

    public void Fold() => FoldableParts.Fold(this);
}
