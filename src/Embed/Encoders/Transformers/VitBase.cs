using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

// B batch, T frames, F mel bands, D = 768
//   input (B, T, F) -> patches of 16 frames x 16 bands -> (B, T/16 * F/16, D), time first
//   -> class token before them, a learnt position added to each -> 12 layers -> norm -> class token, or pooled over time (B, D)

/// <summary>
/// ViT-Base with patches of 16 (Dosovitskiy et al. 2021, arXiv 2010.11929) on log-mel. Ported from torchvision 0.14.1 (VisionTransformer).
/// </summary>
/// <remarks>
/// 85.3 million parameters where the HARES paper has 86: torchvision's own 85.8 without its classifier, less two of three input channels
/// (393,216), with positions for 3 s instead of a picture. Positions belong to one length, so windows of others go through
/// <see cref="FixedLength"/>.
/// </remarks>
internal sealed class VitBase : nn.Module<Tensor, Tensor>, IFoldable, IRandomInit
{
    public const int Bands = 80;
    public const int Layers = 12;
    public const int Width = 768;

    /// <summary>3 s in steps of 10 ms, centred frames, filled up to whole patches.</summary>
    public const int Frames = 304;

    private const int Patch = 16;
    private const int Heads = 12;
    private const double Epsilon = 1e-6;

    [ComponentName(Name = "patches")] private readonly Conv2d _patches;
    [ComponentName(Name = "token")] private readonly Parameter _token;
    [ComponentName(Name = "positions")] private readonly Parameter _positions;
    [ComponentName(Name = "blocks")] private readonly ModuleList<VitBlock> _blocks;
    [ComponentName(Name = "norm")] private readonly LayerNorm _norm;
    private readonly long _frames;
    private readonly Pooling _pooling;
    private readonly int _layer;

    /// <param name="pooling">Of the patches over time, their mean over frequency taken first, or the class token.</param>
    /// <param name="layer">The layer whose output is taken, 1 to 12; the norm at the end belongs to the last alone.</param>
    /// <param name="frames">Length of the windows that the positions are for.</param>
    public VitBase(Pooling pooling = Pooling.Token, int layer = Layers, long frames = Frames) : base(nameof(VitBase))
    {
        (_pooling, _layer, _frames) = (pooling, layer, frames);
        _patches = nn.Conv2d(1, Width, Patch, Patch);
        _token = new Parameter(zeros(1, 1, Width));
        _positions = new Parameter(zeros(1, 1 + frames / Patch * (Bands / Patch), Width));
        _blocks = new([.. Enumerable.Range(0, Layers).Select(_ => new VitBlock(Width, Heads, 4 * Width))]);
        _norm = nn.LayerNorm(Width, Epsilon);
        RegisterComponents();
    }

    public void Fold() => FoldableParts.Fold(this);

    public override Tensor forward(Tensor logMel) => FixedLength.Apply(input => Pool(Tokens(input, _layer), _pooling), logMel, _frames);

    /// <summary>torchvision's: Glorot's for the dense layers and projections, PyTorch's own for the output of the attention.</summary>
    public Initialisation? InitialisationOf(string name, long[] shape) => name switch
    {
        "token" => null,
        "positions" => new Initialisation(0.02),
        "patches.weight" => Initialisation.FanInNormal(shape),
        _ when name.EndsWith("attention_output.weight", StringComparison.Ordinal) => Initialisation.PyTorchUniform(shape),
        _ => Initialisation.GlorotUniform(shape),
    };

    /// <summary>The class token of (B, 1 + patches, D), or the patches pooled over time.</summary>
    public static Tensor Pool(Tensor tokens, Pooling pooling) => pooling == Pooling.Token
        ? tokens.select(1, 0)
        : TimePooling.Of(tokens.narrow(1, 1, tokens.shape[1] - 1).to(float32).unflatten(1, [-1, Bands / Patch]).mean([2]), pooling);

    /// <summary>A layer's tokens, 1 to 12, for (B, length of the positions, F).</summary>
    public Tensor Tokens(Tensor logMel, int layer)
    {
        var patches = _patches.call(logMel.to(_positions.dtype).unsqueeze(1)).flatten(2).transpose(1, 2); // (B, T/16 * F/16, D)
        var output = cat([_token.expand(logMel.shape[0], -1, -1), patches], 1).Plus(_positions);
        foreach (var block in _blocks.Take(layer))
            output = block.call(output);
        return layer == Layers ? _norm.call(output) : output;
    }
}
