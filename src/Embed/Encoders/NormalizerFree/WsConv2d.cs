using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders.NormalizerFree;

// B batch, I input channels, O output channels, G groups, T time, F frequency, (kT, kF) kernel
//   input  (B, I, T, F)
//   weight (O, I/G, kT, kF)   gain (O)   bias (O)
//   output (B, O, ceil(T / stride), ceil(F / stride))

/// <summary>
/// Convolution with scaled weight standardisation: each output channel's weights have mean 0 and variance 1 / fan-in, times a learnt gain.
/// Ported from google-deepmind/slowfast_nfnets base.py (WSConv2D); Brock et al. 2021, arXiv 2101.08692, section 4.3.
/// </summary>
/// <remarks>
/// Differs in one place: a constant by which the original multiplies the input (activation constant, block beta) is multiplied into the
/// standardised weights instead. The function is the same and a pass over the activations is saved.
/// </remarks>
internal sealed class WsConv2d : FoldableLayer
{
    private const double MinimumVariance = 1e-4;

    private readonly (long Time, long Frequency) _kernel;
    private readonly (long Time, long Frequency) _stride;
    private readonly long _groups;
    private readonly double _inputScale;
    [ComponentName(Name = "weight")] private readonly Parameter _weight;
    [ComponentName(Name = "gain")] private readonly Parameter _gain;
    [ComponentName(Name = "bias")] private readonly Parameter _bias;

    public WsConv2d(
        long inChannels, long outChannels, (long Time, long Frequency) kernel, (long Time, long Frequency)? stride = null, long groups = 1,
        double inputScale = 1) : base(nameof(WsConv2d))
    {
        (_kernel, _stride, _groups, _inputScale) = (kernel, stride ?? (1, 1), groups, inputScale);
        _weight = new Parameter(empty(outChannels, inChannels / groups, kernel.Time, kernel.Frequency));
        _gain = new Parameter(ones(outChannels));
        _bias = new Parameter(zeros(outChannels));
        RegisterComponents();
    }

    /// <summary>Standardises the weights once, where they lie: for inference only, there is no way back.</summary>
    public override void Fold()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Folded = new(Scaled(_weight.MinusHere(Means())), _bias, _stride, _groups);
        _weight.LetGo();
        _gain.LetGo();
    }

    public override Tensor forward(Tensor input) => Convolved(input, Activation.None);

    /// <summary>The activation of the convolution.</summary>
    public Tensor Apply(Tensor input, Activation activation) => Folded is null ? activation.Here(call(input)) : Convolved(input, activation);

    private Tensor Convolved(Tensor input, Activation activation)
    {
        var time = SamePadding.Of(input.shape[2], _kernel.Time, _stride.Time);
        var frequency = SamePadding.Of(input.shape[3], _kernel.Frequency, _stride.Frequency);
        var symmetric = time.IsSymmetric && frequency.IsSymmetric;
        var padded = symmetric ? input : SamePadding.Pad(input, time, frequency);
        var (timePadding, frequencyPadding) = symmetric ? (time.Before, frequency.Before) : (0, 0);
        return Folded?.Apply(padded, (timePadding, frequencyPadding), activation)
            ?? nn.functional.conv2d(
                padded, StandardisedWeight(), _bias, [_stride.Time, _stride.Frequency], [timePadding, frequencyPadding], groups: _groups);
    }

    private Tensor StandardisedWeight() => Scaled(_weight.Minus(Means()));

    private Tensor Means() => _weight.mean([1, 2, 3], keepdim: true);

    /// <param name="centred">The weights less their means; taken where no gradient is wanted.</param>
    private Tensor Scaled(Tensor centred)
    {
        var fanIn = _weight.shape[1] * _kernel.Time * _kernel.Frequency;
        var squares = centred.square();
        var variance = squares.mean([1, 2, 3], keepdim: true); // var() itself is far slower
        squares.Dispose(); // at once, and below no copy is made: gaps between weights that stay are memory lost
        var scale = (variance.Times(fanIn).AtLeast(MinimumVariance).rsqrt() * _gain.view(-1, 1, 1, 1)).Times(_inputScale);
        return is_grad_enabled() ? centred * scale : centred.mul_(scale);
    }
}
