using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.Transformers;

// B batch, T steps, D width, G groups, K kernel (even)
//   input (B, T, D)   direction (D, D/G, K)   length (1, 1, K)   output (B, T, D)

/// <summary>
/// wav2vec 2.0's relative positions: a wide grouped convolution over the steps, its weights normalised for each place in the kernel. Ported from
/// torchaudio 0.13.1 (models.wav2vec2 ConvolutionalPositionalEmbedding).
/// </summary>
internal sealed class PositionalConvolution : FoldableLayer
{
    private readonly long _groups;
    private readonly long _kernel;
    [ComponentName(Name = "length")] private readonly Parameter _length;
    [ComponentName(Name = "direction")] private readonly Parameter _direction;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;

    /// <param name="length">The weights' length at each place, until others are loaded.</param>
    public PositionalConvolution(long width, long kernel, long groups, double length) : base(nameof(PositionalConvolution))
    {
        (_groups, _kernel) = (groups, kernel);
        _length = new Parameter(ones(1, 1, kernel).Times(length));
        _direction = new Parameter(empty(width, width / groups, kernel));
        _bias = new Parameter(zeros(width));
        RegisterComponents();
    }

    /// <summary>Computes the normalised weights once: for inference only.</summary>
    public override void Fold()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Folded = StepConvolution.Fold(Weight(), _direction, _bias, groups: _groups);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var convolved = Folded is null
            ? nn.functional.gelu(StepConvolution.Of(input, Weight(), _bias, padding: _kernel / 2, groups: _groups))
            : StepConvolution.Of(input, Folded, Activation.Gelu, _kernel / 2);
        return convolved.narrow(1, 0, input.shape[1]).MoveToOuterDisposeScope(); // an even kernel gives one step too many
    }

    private Tensor Weight() => _direction * (_length / _direction.square().sum([0, 1], keepdim: true).sqrt());
}
