using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

// B batch, S samples at 16 kHz, T steps of 20 ms, D = 768
//   input (B, S, 1) -> 7 convolutions of 512 channels, 320 samples a step -> (B, T, 512)
//   -> norm, dense (B, T, D) -> positions by convolution, norm -> 12 layers -> pooled over time (B, D)

/// <summary>
/// wav2vec 2.0 Base (Baevski et al. 2020, arXiv 2006.11477) without the quantiser and projections that only its training uses. Ported from
/// torchaudio 0.13.1 (models.wav2vec2_base).
/// </summary>
/// <remarks>94.4 million parameters where the HARES paper has 95: the quantiser and projections of the training are the rest.</remarks>
internal sealed class Wav2Vec2Base : nn.Module<Tensor, Tensor>, IFoldable, IRandomInit
{
    public const int Layers = 12;
    public const int Width = 768;
    public const int Convolutions = 7;

    /// <summary>What the convolutions need for one step, 25 ms.</summary>
    public const int MinimumSamples = 400;

    private const int Channels = 512;
    private const int Heads = 12;
    private const int PositionKernel = 128;
    private const int PositionGroups = 16;
    private static readonly (long Kernel, long Stride)[] Shapes = [(10, 5), (3, 2), (3, 2), (3, 2), (3, 2), (2, 2), (2, 2)];

    [ComponentName(Name = "convolutions")] private readonly ModuleList<Wav2Vec2Convolution> _convolutions;
    [ComponentName(Name = "feature_norm")] private readonly LayerNorm _featureNorm;
    [ComponentName(Name = "projection")] private readonly Dense _projection;
    [ComponentName(Name = "positions")] private readonly PositionalConvolution _positions;
    [ComponentName(Name = "norm")] private readonly LayerNorm _norm;
    [ComponentName(Name = "layers")] private readonly ModuleList<Wav2Vec2Layer> _layers;
    private readonly Pooling _pooling;
    private readonly int _layer;

    /// <param name="layer">The layer whose output is pooled, 1 to 12.</param>
    public Wav2Vec2Base(Pooling pooling = Pooling.Mean, int layer = Layers) : base(nameof(Wav2Vec2Base))
    {
        (_pooling, _layer) = (pooling, layer);
        _convolutions = new([
            .. Shapes.Select((shape, i) => new Wav2Vec2Convolution(i == 0 ? 1 : Channels, Channels, shape.Kernel, shape.Stride, i == 0))
        ]);
        _featureNorm = nn.LayerNorm(Channels);
        _projection = new(Channels, Width);
        _positions = new(Width, PositionKernel, PositionGroups, PositionDeviation * Math.Sqrt(Width * (Width / PositionGroups)));
        _norm = nn.LayerNorm(Width);
        _layers = new([.. Enumerable.Range(0, Layers).Select(_ => new Wav2Vec2Layer(Width, Heads, 4 * Width))]);
        RegisterComponents();
    }

    private static double PositionDeviation => Math.Sqrt(4.0 / (PositionKernel * Width));

    public override Tensor forward(Tensor waveform) => TimePooling.Of(Steps(waveform, _layer), _pooling);

    /// <summary>A layer's output, 1 to 12, for (B, S, 1): (B, T, D).</summary>
    public Tensor Steps(Tensor waveform, int layer)
    {
        var features = Features(waveform); // (B, T, 512)
        var input = _projection.call(_featureNorm.call(features));
        var output = _norm.call(input.Plus(_positions.call(input)));
        foreach (var block in _layers.Take(layer))
            output = block.call(output);
        return output;
    }

    /// <summary>What the convolutions make of (B, S, 1): (B, T, 512).</summary>
    public Tensor Features(Tensor waveform) =>
        _convolutions.Aggregate(waveform, (current, convolution) => convolution.call(current));

    public void Fold() => FoldableParts.Fold(this);

    /// <summary>fairseq's (models/wav2vec/wav2vec2.py): 0.02 in the transformer, He's in the convolutions.</summary>
    public Initialisation? InitialisationOf(string name, long[] shape) => name switch
    {
        _ when name.StartsWith("convolutions", StringComparison.Ordinal) => Initialisation.HeFanInNormal(shape),
        "positions.direction" => new Initialisation(PositionDeviation),
        "positions.length" => null,
        "projection.weight" => Initialisation.PyTorchUniform(shape),
        _ => new Initialisation(0.02),
    };
}
