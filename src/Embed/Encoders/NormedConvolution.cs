using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A convolution and the normalisation after it. Both are registered with the owner under the names that the original gives them, so the owner's
/// state has the original's keys; this module has no state of its own.
/// </summary>
internal sealed class NormedConvolution : PathNamedModule, IFoldable, IHoldsFolded
{
    private readonly Conv2d _convolution; // the owner's, as is the norm
    private readonly (long, long) _padding;
    private readonly (long, long) _stride;
    private nn.Module<Tensor, Tensor>? _norm;
    private FoldedConvolution? _folded;

    public NormedConvolution(PathNamedModule owner, string convolution, string norm, ConvolutionShape shape, Normaliser normaliser = Normaliser.Batch)
        : base(nameof(NormedConvolution))
    {
        _convolution = owner.Register(convolution, Undrawn.Conv2d(shape, bias: normaliser == Normaliser.None));
        (_stride, _padding) = (shape.Stride, shape.Padding);
        _norm = Norm(normaliser, shape.OutChannels);
        if (_norm is not null)
            owner.Register(norm, _norm);
        owner.Register($"{convolution}+{norm.Split('.')[^1]}", this);
    }

    /// <summary>The convolution with the norm multiplied into it, once it is folded and where that can be done.</summary>
    public FoldedConvolution? Folded => _norm is null ? _folded : null;

    /// <summary>Lets the norm give zeros until it has learnt otherwise, so that a residual branch says nothing at first.</summary>
    public void StartSilent()
    {
        if (_norm is not null)
            nn.init.zeros_(_norm.get_parameter("weight"));
    }

    public override Tensor forward(Tensor input) => Apply(input, Activation.None);

    /// <summary>The activation of the normalised convolution.</summary>
    public Tensor Apply(Tensor input, Activation activation) => _norm is null && _folded is not null
        ? _folded.Apply(input, _padding, activation)
        : Normalised(input, activation);

    /// <summary>ReLU of the sum with another tensor, whose memory it may take.</summary>
    public Tensor AddTo(Tensor sum, Tensor input) => _norm is null && _folded is not null
        ? _folded.AddTo(sum, input, _padding)
        : Normalised(input, Activation.Relu, sum);

    /// <summary>Lets go of the raw weights, too: there is no way back.</summary>
    public void Fold()
    {
        using var noGradient = no_grad();
        if (_norm is BatchNorm2d norm)
        {
            _folded = FoldedConvolution.Of(_convolution, norm);
            _norm = null;
        }
        else
        {
            _folded = new(_convolution.weight!, _convolution.bias, _stride, _convolution.groups);
        }

        _convolution.weight!.LetGo();
    }

    public void HoldAs(ScalarType type) => _folded!.HoldAs(type);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _folded?.Dispose();
        base.Dispose(disposing);
    }

    private Tensor Normalised(Tensor input, Activation activation, Tensor? sum = null)
    {
        var output = _folded?.Apply(input, _padding) ?? _convolution.call(input);
        if (_norm is GroupNorm norm && MapNorm.Takes(output) && (sum is null || MapNorm.Takes(sum)))
            return MapNorm.Here(output, norm, activation, sum);
        var normalised = _norm?.call(output) ?? output;
        return activation.Here(sum is null ? normalised : normalised.PlusHere(sum));
    }

    private static nn.Module<Tensor, Tensor>? Norm(Normaliser normaliser, long channels) => normaliser switch
    {
        Normaliser.Batch => nn.BatchNorm2d(channels),
        Normaliser.Layer => GroupNorm(1, channels),
        Normaliser.Instance => GroupNorm(channels, channels),
        _ => null,
    };

    private static GroupNorm GroupNorm(long groups, long channels)
    {
        var norm = nn.GroupNorm(groups, channels);
        nn.init.ones_(norm.weight!); // TorchSharp 0.107 leaves whatever was in its memory
        return norm;
    }
}
