using static TorchSharp.torch;

namespace Hares.Embed.Encoders.EfficientNet;

// B batch, T frames, F mel bands (any number of each)
//   input (B, T, F) -> stem (B, 32, T/2, F/2) -> 16 blocks in seven stages -> (B, 320, T/32, F/32)
//     -> 1x1 -> (B, 1280, T/32, F/32) -> mean -> (B, 1280)

/// <summary>
/// EfficientNet-B0 (Tan and Le 2019, arXiv 1905.11946) on one input channel, without the classifier. Ported from torchvision models/efficientnet.py
/// (efficientnet_b0); names and layouts of the weights are torchvision's.
/// </summary>
/// <remarks>
/// 4,006,972 parameters; HARES, arXiv 2111.12124, table 2, says 4.0 million. torchvision's own count of 5.3 million has two more input channels
/// (576 weights) and the classifier of a thousand classes.
/// </remarks>
internal sealed class EfficientNetB0 : PathNamedModule, IFoldable, IRandomInit
{
    public const int Dimension = 1280;

    /// <summary>First block of each stage, and how many blocks it has; those that follow keep the channels and do not stride.</summary>
    private static readonly (InvertedBottleneckShape First, int Blocks)[] Stages =
    [
        (new(32, 16, Expansion: 1, Kernel: 3, Stride: 1), 1),
        (new(16, 24, Expansion: 6, Kernel: 3, Stride: 2), 2),
        (new(24, 40, Expansion: 6, Kernel: 5, Stride: 2), 2),
        (new(40, 80, Expansion: 6, Kernel: 3, Stride: 2), 3),
        (new(80, 112, Expansion: 6, Kernel: 5, Stride: 1), 3),
        (new(112, 192, Expansion: 6, Kernel: 5, Stride: 2), 4),
        (new(192, 320, Expansion: 6, Kernel: 3, Stride: 1), 1),
    ];

    private readonly NormedConvolution _stem;
    private readonly List<InvertedBottleneck> _blocks = [];
    private readonly NormedConvolution _head;
    private readonly Pooling _pooling;

    /// <param name="pooling">Over time, after the mean over frequency; the original's mean over both by default.</param>
    public EfficientNetB0(Pooling pooling = Pooling.Mean) : base(nameof(EfficientNetB0))
    {
        _pooling = pooling;
        _stem = new(this, "features.0.0", "features.0.1", new(1, 32, (3, 3)) { Stride = (2, 2) });
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var (first, blocks) = Stages[stage];
            for (var i = 0; i < blocks; i++)
            {
                _blocks.Add(Register(
                    $"features.{stage + 1}.{i}",
                    new InvertedBottleneck(i == 0 ? first : first with { InChannels = first.OutChannels, Stride = 1 })));
            }
        }

        _head = new(this, "features.8.0", "features.8.1", new(320, Dimension, (1, 1)));
    }

    public override Tensor forward(Tensor logMel)
    {
        var output = _stem.Apply(ChannelsLast.OneChannel(logMel), Activation.Silu);
        foreach (var block in _blocks)
            output = block.call(output);
        return TimePooling.OfMaps(_head.Apply(output, Activation.Silu), _pooling);
    }

    public void Fold() => FoldableParts.Fold(this);

    public Initialisation? InitialisationOf(string name, long[] shape) => Initialisation.HeFanOutNormal(shape);
}
