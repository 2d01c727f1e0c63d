using Hares.Embed.Encoders.OneDnn;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A convolution in its inference form: what normalises its weights or follows it linearly is multiplied in. Owns its tensors. Input and output have
/// their channels innermost in memory. Where oneDNN computes, the first input decides how the weights are laid out.
/// </summary>
internal sealed class FoldedConvolution : IDisposable
{
    private readonly Lock _packing = new();
    private Tensor _weight;
    private Tensor _bias;
    private readonly (long Time, long Frequency) _stride;
    private readonly long _groups;
    private readonly long _bands;
    private bool _isFused;
    private volatile Tensor? _packed; // takes the place of the weight

    /// <param name="weight">(O, I/G, kT, kF); the caller's own handle may be disposed, its values may not change.</param>
    /// <param name="bias">(O), likewise; zero by default.</param>
    public FoldedConvolution(Tensor weight, Tensor? bias, (long Time, long Frequency) stride, long groups = 1)
    {
        (_stride, _groups, _bands, _isFused) = (stride, groups, weight.shape[3], FusedConvolution.Takes(weight));
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _weight = ChannelsLast.Of(weight.detach()).DetachFromDisposeScope();
        _bias = (bias?.detach() ?? zeros(weight.shape[0], weight.dtype, weight.device)).DetachFromDisposeScope();
    }

    /// <summary>Multiplies the batch normalisation that follows it into the convolution.</summary>
    public static FoldedConvolution Of(Conv2d convolution, BatchNorm2d norm)
    {
        using var scope = NewDisposeScope();
        var scale = norm.weight! / norm.running_var!.Plus(norm.eps).sqrt();
        var mean = convolution.bias is { } bias ? norm.running_mean!.Minus(bias) : norm.running_mean!;
        var stride = (convolution.stride[0], convolution.stride[1]);
        return new(convolution.weight! * scale.view(-1, 1, 1, 1), norm.bias!.Minus(mean * scale), stride, convolution.groups);
    }

    /// <summary>Converts weights and bias, before the first input.</summary>
    public void HoldAs(ScalarType type)
    {
        (_weight, _bias) = (Held(_weight, type), Held(_bias, type));
        _isFused = FusedConvolution.Takes(_weight);
    }

    /// <summary>Converts a tensor that lives until it is disposed, and disposes the one it was.</summary>
    public static Tensor Held(Tensor tensor, ScalarType type)
    {
        var converted = tensor.to(type).DetachFromDisposeScope();
        tensor.Dispose();
        return converted;
    }

    /// <param name="padding">Zeros on both sides.</param>
    public Tensor Apply(Tensor input, (long Time, long Frequency) padding, Activation activation = Activation.None)
    {
        if (!_isFused)
            return activation.Here(Plain(input, padding));
        var isNarrow = _groups == 1 && input.shape[3] < _bands;
        var together = isNarrow || activation == Activation.Gelu ? Activation.None : activation; // GELU is a pass of our own
        var fused = new FusedConvolution(_stride, padding, _groups, together, isNarrow);
        var output = fused.Of(input, Packed(fused, input), _bias);
        return together == activation ? output : activation.Here(output);
    }

    /// <summary>ReLU of the sum with another tensor, whose memory it takes.</summary>
    public Tensor AddTo(Tensor sum, Tensor input, (long Time, long Frequency) padding)
    {
        if (!_isFused)
            return sum.PlusHere(Plain(input, padding)).relu_();
        var fused = new FusedConvolution(_stride, padding, _groups, Activation.Relu);
        return fused.AddedTo(sum, input, Packed(fused, input), _bias);
    }

    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
        _packed?.Dispose();
    }

    private Tensor Plain(Tensor input, (long Time, long Frequency) padding) =>
        nn.functional.conv2d(
            input.to(_weight.dtype), _weight, _bias, [_stride.Time, _stride.Frequency], [padding.Time, padding.Frequency],
            groups: _groups);

    private Tensor Packed(FusedConvolution fused, Tensor input)
    {
        if (_packed is { } known)
            return known;
        lock (_packing)
        {
            if (_packed is null)
            {
                _packed = fused.Pack(_weight, input).DetachFromDisposeScope();
                _weight.Dispose();
            }

            return _packed;
        }
    }
}
