using Hares.Embed.Encoders.OneDnn;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// A convolution in its inference form: what normalises its weights or follows it linearly is multiplied in. Owns its tensors. Input and output have
/// their channels innermost in memory.
/// </summary>
internal sealed class FoldedConvolution : IDisposable
{
    private Tensor _weight;
    private Tensor _bias;
    private PackedWeights? _packed; // owns the weight where oneDNN computes
    private readonly (long Time, long Frequency) _stride;
    private readonly long _groups;
    private readonly (long Time, long Frequency) _kernel;

    /// <param name="weight">(O, I/G, kT, kF); the caller's own handle may be disposed, its values may not change.</param>
    /// <param name="bias">(O), likewise; zero by default.</param>
    public FoldedConvolution(Tensor weight, Tensor? bias, (long Time, long Frequency) stride, long groups = 1)
    {
        (_kernel, _stride, _groups) = ((weight.shape[2], weight.shape[3]), stride, groups);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _weight = ChannelsLast.Of(weight.detach()).DetachFromDisposeScope();
        _packed = Packable(_weight);
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
        _packed = Packable(_weight);
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
        if (_packed is null)
            return activation.Here(Plain(input, padding));
        var together = activation == Activation.TanhGelu ? Activation.None : activation; // that is a pass of our own
        var output = Fused(_packed, input, padding, together);
        return together == activation ? output : activation.Here(output);
    }

    /// <summary>ReLU of the sum with another tensor, whose memory it takes.</summary>
    public Tensor AddTo(Tensor sum, Tensor input, (long Time, long Frequency) padding) => _packed is null
        ? sum.PlusHere(Plain(input, padding)).relu_()
        : Fused(_packed, input, padding, Activation.Relu, sum);

    public void Dispose()
    {
        if (_packed is null)
            _weight.Dispose();
        _packed?.Dispose();
        _bias.Dispose();
    }

    private static PackedWeights? Packable(Tensor weight) => FusedConvolution.Takes(weight) ? new(weight) : null;

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
