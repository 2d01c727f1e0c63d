using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

// B batch, T frames, F mel bands (any number of each)
//   input (B, T, F) -> stem (B, 64, T/4, F/4) -> four stages, each but the first halving T and F -> (B, 2048, T/32, F/32) -> mean -> (B, 2048)

/// <summary>
/// ResNet-50 (He et al. 2015, arXiv 1512.03385) on one input channel, without the classifier. Ported from torchvision models/resnet.py (resnet50),
/// version 1.5, which strides in the 3x3 convolutions; names and layouts of the weights are torchvision's.
/// </summary>
/// <remarks>
/// 23,501,760 parameters; HARES, arXiv 2111.12124, table 2, says 23 million. torchvision's own count of 25.6 million has two more input channels
/// (6,272 weights) and the classifier of a thousand classes.
/// </remarks>
internal sealed class ResNet50 : PathNamedModule, IFoldable, IRandomInit
{
    public const int Dimension = 2048;

    private static readonly int[] Depths = [3, 4, 6, 3];

    private readonly NormedConvolution _stem;
    private readonly List<Bottleneck> _blocks = [];
    private readonly Pooling _pooling;

    /// <param name="pooling">Over time, after the mean over frequency; the original's mean over both by default.</param>
    public ResNet50(Pooling pooling = Pooling.Mean) : base(nameof(ResNet50))
    {
        _pooling = pooling;
        var channels = 64L;
        _stem = new(this, "conv1", "bn1", new(1, channels, (7, 7)) { Stride = (2, 2) });
        for (var stage = 0; stage < Depths.Length; stage++)
        {
            for (var i = 0; i < Depths[stage]; i++)
            {
                _blocks.Add(Register($"layer{stage + 1}.{i}", new Bottleneck(channels, 256L << stage, stride: i == 0 && stage > 0 ? 2 : 1)));
                channels = 256L << stage;
            }
        }
    }

    public override Tensor forward(Tensor logMel)
    {
        var stem = _stem.Apply(ChannelsLast.OneChannel(logMel), Activation.Relu);
        var output = nn.functional.max_pool2d(stem, [3, 3], [2, 2], [1, 1]);
        foreach (var block in _blocks)
            output = block.call(output);
        return TimePooling.OfMaps(output, _pooling);
    }

    public void Fold() => FoldableParts.Fold(this);

    public Initialisation? InitialisationOf(string name, long[] shape) => Initialisation.HeFanOutNormal(shape);
}
