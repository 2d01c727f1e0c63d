using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

// B batch, T frames, F = 64 mel bands, D embedding length
//   input (B, T, F) -> three times convolution 3x3, batch norm, ReLU, 2x2 max pooling -> (B, 64, F/8, T/8)
//   -> for each of the T/8 steps the 64 x F/8 values through two dense layers -> (B, T/8, D) -> maximum + mean over time -> (B, D)

/// <summary>
/// The convolutional network of BYOL-A (Niizumi et al. 2021, arXiv 2103.06695). Ported from nttcslab/byol-a byol_a/models.py (AudioNTT2020).
/// </summary>
/// <remarks>Keys and layouts of the weights are the original's: its convolutions see (mel, time), so the input is turned first.</remarks>
internal sealed class ByolACnn : nn.Module<Tensor, Tensor>, IFoldable, IHoldsFolded
{
    public const int Bands = 64;

    /// <summary>Shorter windows vanish in the three poolings.</summary>
    public const int MinimumFrames = 8;

    private const int Channels = 64;

    [ComponentName(Name = "features")] private readonly Sequential _features;
    [ComponentName(Name = "fc")] private readonly Sequential _dense;
    private readonly Pooling _pooling;
    private readonly List<FoldedConvolution> _folded = [];
    private PooledEntry? _entry; // the first of them, where it can be had in one pass

    /// <param name="pooling">Over the steps; the original's own by default.</param>
    public ByolACnn(int dimension, Pooling pooling = Pooling.MeanMax) : base(nameof(ByolACnn))
    {
        _pooling = pooling;
        _features = nn.Sequential([
            ("0", nn.Conv2d(1, Channels, 3, padding: 1)), ("1", nn.BatchNorm2d(Channels)), ("2", nn.ReLU()), ("3", nn.MaxPool2d(2)),
            ("4", nn.Conv2d(Channels, Channels, 3, padding: 1)), ("5", nn.BatchNorm2d(Channels)), ("6", nn.ReLU()), ("7", nn.MaxPool2d(2)),
            ("8", nn.Conv2d(Channels, Channels, 3, padding: 1)), ("9", nn.BatchNorm2d(Channels)), ("10", nn.ReLU()), ("11", nn.MaxPool2d(2)),
        ]);
        _dense = nn.Sequential([
            ("0", new Dense(Channels * Bands / 8, dimension)), ("1", nn.ReLU(inplace: true)), ("2", nn.Dropout(0.3)),
            ("3", new Dense(dimension, dimension)), ("4", nn.ReLU(inplace: true)),
        ]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor logMel)
    {
        var turned = logMel.transpose(1, 2); // (B, F, T)
        var features = _folded.Count == 0 ? _features.call(turned.unsqueeze(1)) : FoldedFeatures(ChannelsLast.OneChannel(turned.contiguous()));
        var steps = features.permute(0, 3, 2, 1).flatten(2); // (B, T/8, F/8 * 64)
        return TimePooling.Of(_folded.Count == 0 ? _dense.call(steps) : FoldedDense(steps), _pooling);
    }

    public void Fold()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var layers = _features.children().ToArray();
        for (var i = 0; i < layers.Length; i += 4)
        {
            var (weight, bias) = FoldedConvolution.Product((Conv2d)layers[i], (BatchNorm2d)layers[i + 1]);
            _entry ??= new(weight.cpu(), bias.cpu());
            _folded.Add(new(weight, bias, stride: (1, 1)));
        }

        FoldableParts.Fold(_dense);
    }

    public void HoldAs(ScalarType type)
    {
        _entry = null; // its numbers are float32
        _folded.ForEach(convolution => convolution.HoldAs(type));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _folded.ForEach(convolution => convolution.Dispose());
        base.Dispose(disposing);
    }

    private Tensor FoldedFeatures(Tensor input) => _entry is not null && PooledEntry.Takes(input)
        ? FoldedFeatures(_entry.Of(input), _folded.Skip(1))
        : FoldedFeatures(input, _folded);

    /// <summary>ReLU after the pooling instead of before: both are monotonic, and only a quarter of the values is left.</summary>
    private static Tensor FoldedFeatures(Tensor input, IEnumerable<FoldedConvolution> convolutions) =>
        convolutions.Aggregate(input, (current, convolution) => nn.functional.max_pool2d(convolution.Apply(current, (1, 1)), [2, 2]).relu_());

    private Tensor FoldedDense(Tensor steps) =>
        _dense.children().OfType<Dense>().Aggregate(steps, (current, layer) => layer.Apply(current, Activation.Relu));
}
