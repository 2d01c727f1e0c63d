using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>
/// PyTorch's modules without the random weights that they draw when they are made, on one thread, some 10 ns each: whoever fills them would only write over
/// those. Until then their weights are whatever was in memory.
/// </summary>
internal static class Undrawn
{
    public static Linear Linear(long inFeatures, long outFeatures)
    {
        var linear = nn.Linear(inFeatures, outFeatures, device: META); // where nothing is stored, and so nothing drawn
        linear.weight = new Parameter(empty(outFeatures, inFeatures));
        linear.bias = new Parameter(empty(outFeatures));
        return linear;
    }

    public static Conv2d Conv2d(ConvolutionShape shape, bool bias)
    {
        var (i, o, kernel, groups) = (shape.InChannels, shape.OutChannels, shape.Kernel, shape.Groups);
        var convolution = nn.Conv2d(i, o, kernel, shape.Stride, shape.Padding, groups: groups, bias: bias, device: META);
        convolution.weight = new Parameter(empty(o, i / groups, kernel.Time, kernel.Frequency));
        if (bias)
            convolution.bias = new Parameter(empty(o));
        return convolution;
    }
}
