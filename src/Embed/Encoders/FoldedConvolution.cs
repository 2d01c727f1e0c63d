using Hares.Embed.Encoders.OneDnn;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A convolution in its inference form: what normalises its weights or follows it linearly is multiplied in. Owns its tensors. Input and output have
/// their channels innermost in memory, on a GPU where the weights have: libtorch goes by either of them.
/// </summary>
internal sealed class FoldedConvolution : IDisposable
{
    private Tensor _weight;
    private Tensor _bias;
    private Winograd? _winograd; // owns the weight where it computes, or
    private PackedWeights? _packed;
    private readonly (long Time, long Frequency) _stride;
    private readonly long _groups;
    private readonly (long Time, long Frequency) _kernel;
    private readonly bool _isOfSteps;

    /// <param name="weight">(O, I/G, kT, kF); the caller's own handle may be disposed, its values may not change.</param>
    /// <param name="bias">(O), likewise; zero by default.</param>
    /// <param name="isOfSteps">Whether the input is a sequence of features, not maps: its channels are innermost wherever it is computed.</param>
    public FoldedConvolution(Tensor weight, Tensor? bias, (long Time, long Frequency) stride, long groups = 1, bool isOfSteps = false)
    {
        (_kernel, _stride, _groups, _isOfSteps) = ((weight.shape[2], weight.shape[3]), stride, groups, isOfSteps);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _weight = LaidOut(weight.detach()).DetachFromDisposeScope();
        (_winograd, _packed) = Packable(_weight);
        _bias = (bias?.detach() ?? zeros(weight.shape[0], weight.dtype, weight.device)).DetachFromDisposeScope();
    }

    /// <summary>Multiplies the batch normalisation that follows it into the convolution, whose weights are no longer what they were.</summary>
    public static FoldedConvolution Of(Conv2d convolution, BatchNorm2d norm)
    {
        using var scope = NewDisposeScope();
        var (weight, bias) = Product(convolution, norm);
        return new(weight, bias, (convolution.stride[0], convolution.stride[1]), convolution.groups);
    }

    /// <summary>
    /// Weight and bias of the convolution and the batch normalisation that follows it; the weight in the convolution's own memory. Without gradients.
    /// </summary>
    public static (Tensor Weight, Tensor Bias) Product(Conv2d convolution, BatchNorm2d norm)
    {
        var scale = norm.weight! / norm.running_var!.Plus(norm.eps).sqrt();
        var mean = convolution.bias is { } bias ? norm.running_mean!.Minus(bias) : norm.running_mean!;
        return (convolution.weight!.mul_(scale.view(-1, 1, 1, 1)), norm.bias!.Minus(mean * scale));
    }

    /// <summary>Copies of the weights, (O, I/G, kT, kF), and of the bias, (O), in float32; before the first input.</summary>
    public (float[] Weight, float[] Bias) Values()
    {
        using var scope = NewDisposeScope();
        return ([.. _weight.contiguous().data<float>()], [.. _bias.data<float>()]);
    }

    /// <summary>Converts weights and bias, before the first input.</summary>
    public void HoldAs(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var (weight, bias) = (_weight, _bias);
        (_weight, _bias) = (LaidOut(weight.to(type)).DetachFromDisposeScope(), bias.to(type).DetachFromDisposeScope());
        weight.Dispose();
        bias.Dispose();
        (_winograd, _packed) = Packable(_weight);
    }

    /// <param name="padding">Zeros on both sides.</param>
    public Tensor Apply(Tensor input, (long Time, long Frequency) padding, Activation activation = Activation.None)
    {
        var together = IsFused(activation) ? activation : Activation.None;
        var output = Convolved(input, padding, together);
        return together == activation ? output : activation.Here(output);
    }

    /// <summary>ReLU of the sum with another tensor, whose memory it takes.</summary>
    public Tensor AddTo(Tensor sum, Tensor input, (long Time, long Frequency) padding) => _packed is null
        ? sum.PlusHere(Convolved(input, padding, Activation.None)).relu_()
        : Fused(_packed, input, padding, Activation.Relu, sum);

    public void Dispose()
    {
        if ((_winograd, _packed) == (null, null))
            _weight.Dispose();
        _winograd?.Dispose();
        _packed?.Dispose();
        _bias.Dispose();
    }

    /// <summary>
    /// Channels innermost; outermost on a GPU in float32, where cuDNN takes up to a fifth less time so, unless they are grouped: networks of those take up
    /// to half as long again (bench/README.md).
    /// </summary>
    private Tensor LaidOut(Tensor weight) =>
        weight.device_type == DeviceType.CUDA && weight.dtype == float32 && _groups == 1 && !_isOfSteps ? weight.contiguous() : ChannelsLast.Of(weight);

    private (Winograd?, PackedWeights?) Packable(Tensor weight) =>
        Winograd.Takes(weight, _stride, _groups) ? (new(weight, _stride), null)
        : FusedConvolution.Takes(weight) ? (null, new(weight))
        : (null, null);

    /// <summary>Whether the activation takes no pass of its own.</summary>
    private bool IsFused(Activation activation) =>
        _winograd is not null ? activation == Activation.Relu : _packed is not null && activation != Activation.TanhGelu;

    private Tensor Convolved(Tensor input, (long Time, long Frequency) padding, Activation activation) =>
        _winograd?.Of(input.to(_bias.dtype), padding, _bias, isRectified: activation == Activation.Relu)
        ?? (_packed is null ? Plain(input, padding) : Fused(_packed, input, padding, activation));

    private Tensor Fused(PackedWeights weights, Tensor input, (long Time, long Frequency) padding, Activation activation, Tensor? sum = null)
    {
        var seen = input.to(_bias.dtype);
        var unfolding = new Unfolding(_kernel, _stride, padding);
        if (_groups > 1 || !unfolding.Pays(input))
            return Of(new(_stride, padding, _groups, activation), seen, sum);
        var rows = Of(FusedConvolution.Product(activation), unfolding.Rows(seen), sum is null ? null : Unfolding.AsRows(sum));
        return unfolding.Maps(rows, input);

        Tensor Of(FusedConvolution fused, Tensor of, Tensor? to) => to is null
            ? fused.Of(of, weights.For(fused, of), _bias)
            : fused.AddedTo(to, of, weights.For(fused, of), _bias);
    }

    private Tensor Plain(Tensor input, (long Time, long Frequency) padding) =>
        nn.functional.conv2d(
            input.to(_weight.dtype), _weight, _bias, [_stride.Time, _stride.Frequency], [padding.Time, padding.Frequency],
            groups: _groups);
}
