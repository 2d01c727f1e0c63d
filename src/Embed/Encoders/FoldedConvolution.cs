using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>A convolution in its inference form, the batch normalisation that follows it multiplied in where there is one. Owns its two tensors.</summary>
internal sealed class FoldedConvolution : IDisposable
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long _groups;

    private FoldedConvolution(Tensor weight, Tensor? bias, Conv2d of)
    {
        (_weight, _bias) = (weight, bias);
        (_stride, _padding, _groups) = (of.stride, of.padding!, of.groups);
    }

    public static FoldedConvolution Of(Conv2d convolution) =>
        new(ChannelsLast.Of(convolution.weight!).DetachFromDisposeScope(), convolution.bias?.clone().DetachFromDisposeScope(), convolution);

    public static FoldedConvolution Of(Conv2d convolution, BatchNorm2d norm)
    {
        using var scope = NewDisposeScope();
        var scale = norm.weight! / (norm.running_var! + norm.eps).sqrt();
        var weight = ChannelsLast.Of(convolution.weight! * scale.view(-1, 1, 1, 1));
        var mean = convolution.bias is { } bias ? norm.running_mean! - bias : norm.running_mean!;
        var shift = norm.bias! - mean * scale;
        return new(weight.DetachFromDisposeScope(), shift.DetachFromDisposeScope(), convolution);
    }

    public Tensor Apply(Tensor input) => nn.functional.conv2d(input, _weight, _bias, _stride, _padding, groups: _groups);

    public void Dispose()
    {
        _weight.Dispose();
        _bias?.Dispose();
    }
}
