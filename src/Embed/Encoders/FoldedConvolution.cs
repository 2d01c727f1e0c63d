using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>A 3x3 convolution with the batch normalisation that follows it multiplied in. Owns its two tensors.</summary>
internal sealed class FoldedConvolution : IDisposable
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    private FoldedConvolution(Tensor weight, Tensor bias) => (_weight, _bias) = (weight, bias);

    public static FoldedConvolution Of(Conv2d convolution, BatchNorm2d norm)
    {
        using var scope = NewDisposeScope();
        var scale = norm.weight! / (norm.running_var! + norm.eps).sqrt();
        var weight = ChannelsLast.Of(convolution.weight! * scale.view(-1, 1, 1, 1));
        var bias = (convolution.bias! - norm.running_mean!) * scale + norm.bias!;
        return new(weight.MoveToOuterDisposeScope(), bias.MoveToOuterDisposeScope());
    }

    public Tensor Apply(Tensor input) => nn.functional.conv2d(input, _weight, _bias, padding: [1, 1]);

    public void Dispose()
    {
        _weight.Dispose();
        _bias.Dispose();
    }
}
