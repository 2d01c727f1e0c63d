using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class FoldedConvolutionTests
{
    [Theory]
    [InlineData(3, 3, 1, 1, 9, 20)]
    [InlineData(1, 1, 1, 1, 9, 20)]
    [InlineData(7, 1, 4, 1, 19, 5)]
    [InlineData(3, 3, 2, 1, 9, 2)] // narrower than the kernel
    [InlineData(3, 5, 1, 16, 9, 20)] // a group for each channel
    public void It_gives_what_convolution_and_activation_give_one_after_the_other(
        int timeKernel, int bandKernel, int stride, int groups, int frames, int bands)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (weight, bias) = (Some.Values(16, 16 / groups, timeKernel, bandKernel), Some.Values(16));
        using var folded = new FoldedConvolution(weight, bias, (stride, stride), groups);
        (long Time, long Frequency) padding = (timeKernel / 2, bandKernel / 2);
        foreach (var (windows, length) in new[] { (2, frames), (1, frames), (5, 4 * frames) }) // may want their weights in other layouts
        {
            var input = Some.Values(windows, 16, length, bands);
            var plain = nn.functional.conv2d(input, weight, bias, [stride, stride], [padding.Time, padding.Frequency], groups: groups);
            var innermost = ChannelsLast.Of(input);
            Deviation.AssertSame(plain, folded.Apply(innermost, padding));
            Deviation.AssertSame(plain.relu(), folded.Apply(innermost, padding, Activation.Relu));
            Deviation.AssertSame(nn.functional.silu(plain), folded.Apply(innermost, padding, Activation.Silu));
            Deviation.AssertSame(nn.functional.gelu(plain), folded.Apply(innermost, padding, Activation.Gelu));
            Deviation.AssertSame(plain.gelu(TorchSharp.Modules.GELU.Approximate.tanh), folded.Apply(innermost, padding, Activation.TanhGelu));
            var other = Some.Values(plain.shape);
            Deviation.AssertSame(plain.Plus(other).relu(), folded.AddTo(ChannelsLast.Of(other), innermost, padding));
        }
    }

    /// <summary>Narrow maps are unfolded where that pays, wide ones are not; a network's input may change from one to the other.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(3)] // never unfolded where Winograd's form is taken
    public void Maps_of_every_width_go_through_the_same_weights(int timeKernel)
    {
        const double SumsOf7680 = 3e-5; // so many products round more than a few hundred do
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (weight, bias) = (Some.Values(32, 512, timeKernel, 3), Some.Values(32));
        (long Time, long Frequency) padding = (timeKernel / 2, 1);
        using var folded = new FoldedConvolution(weight, bias, (1, 1));
        foreach (var bands in new[] { 3, 1, 20, 4, 3, 5 })
        {
            var (input, other) = (Some.Values(2, 512, 7, bands), Some.Values(2, 32, 7, bands));
            var plain = nn.functional.conv2d(input, weight, bias, padding: [timeKernel / 2, 1]);
            Deviation.AssertSame(plain.relu(), folded.Apply(ChannelsLast.Of(input), padding, Activation.Relu), SumsOf7680);
            Deviation.AssertSame(plain.Plus(other).relu(), folded.AddTo(ChannelsLast.Of(other), ChannelsLast.Of(input), padding), SumsOf7680);
        }
    }

    [Fact]
    public void Several_threads_may_be_the_first_to_use_it()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (weight, input) = (Some.Values(32, 32, 3, 3), Some.Values(2, 32, 9, 20));
        var expected = nn.functional.conv2d(input, weight, padding: [1, 1]).data<float>().ToArray();
        using var folded = new FoldedConvolution(weight, bias: null, (1, 1));
        var outputs = new float[8][];
        Parallel.For(0, outputs.Length, i =>
        {
            using var own = NewDisposeScope();
            using var ownInference = inference_mode();
            outputs[i] = folded.Apply(ChannelsLast.Of(input), (1, 1)).contiguous().data<float>().ToArray();
        });
        Assert.All(outputs, output => Assert.InRange(Deviation.Worst(expected, output), 0, 1e-5));
    }
}
