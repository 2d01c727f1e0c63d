using System.Runtime.InteropServices;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.OneDnn;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.OneDnn;

[Collection("native")]
public sealed class WinogradTests
{
    [Theory]
    [InlineData(3, 3, 2, 32, 48, 8, 6, 1, 1)]
    [InlineData(3, 3, 2, 32, 48, 9, 5, 1, 1)] // tiles that hang over both edges
    [InlineData(3, 3, 1, 32, 16, 1, 1, 1, 1)]
    [InlineData(3, 3, 3, 48, 32, 7, 1, 1, 1)]
    [InlineData(3, 3, 2, 32, 32, 9, 5, 0, 0)]
    [InlineData(3, 3, 2, 32, 32, 3, 3, 0, 0)] // one place
    [InlineData(3, 3, 2, 32, 32, 9, 5, 2, 0)]
    [InlineData(3, 3, 3, 32, 16, 41, 30, 1, 1)] // 495 tiles: two blocks
    [InlineData(3, 3, 5, 32, 16, 41, 31, 1, 1)] // 880 tiles: four blocks
    [InlineData(1, 3, 2, 32, 48, 5, 8, 0, 1)]
    [InlineData(1, 3, 2, 32, 48, 5, 9, 0, 1)]
    [InlineData(1, 3, 2, 32, 48, 5, 3, 1, 0)]
    [InlineData(1, 3, 3, 32, 16, 31, 41, 0, 1)] // 1,023 tiles
    [InlineData(3, 1, 2, 32, 48, 8, 5, 1, 0)]
    [InlineData(3, 1, 2, 32, 48, 9, 5, 1, 0)]
    [InlineData(3, 1, 2, 32, 48, 3, 5, 0, 1)]
    [InlineData(3, 1, 3, 32, 16, 41, 31, 1, 0)]
    [InlineData(1, 2, 2, 32, 48, 1, 9, 0, 0)]
    [InlineData(1, 2, 2, 32, 48, 3, 10, 0, 1)]
    [InlineData(1, 4, 2, 32, 48, 1, 9, 0, 0, 2)] // the last step of each window is seen by no kernel
    [InlineData(1, 4, 2, 32, 48, 1, 10, 0, 0, 2)]
    [InlineData(1, 4, 2, 32, 48, 3, 9, 1, 1, 2)]
    [InlineData(1, 4, 3, 32, 16, 1, 2001, 0, 0, 2)] // 999 tiles
    [InlineData(1, 6, 2, 32, 48, 3, 20, 0, 0, 2)]
    [InlineData(1, 6, 2, 32, 48, 3, 20, 0, 0, 3)]
    public void It_is_the_convolution_with_bias_and_ReLU(
        int timeKernel, int bandKernel, int windows, int inputs, int outputs, int frames, int bands, int paddingTime, int paddingFrequency, int bandStride = 1)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (weight, bias) = (Some.Values(outputs, inputs, timeKernel, bandKernel), Some.Values(outputs));
        using var winograd = new Winograd(weight.clone().DetachFromDisposeScope(), (1, bandStride));
        var input = Some.Values(windows, inputs, frames, bands);
        var expected = nn.functional.conv2d(
            input.to(float64), weight.to(float64), bias.to(float64), [1, bandStride], [paddingTime, paddingFrequency]).to(float32);

        Deviation.AssertSame(expected, winograd.Of(ChannelsLast.Of(input), (paddingTime, paddingFrequency), bias, isRectified: false));
        Deviation.AssertSame(expected.relu(), winograd.Of(ChannelsLast.Of(input), (paddingTime, paddingFrequency), bias, isRectified: true));
    }

    /// <summary>What a tile is given by other tiles of its block, or of the block before, would show.</summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void A_window_is_the_same_whatever_windows_come_with_it(int timeKernel, int bandKernel)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (weight, bias) = (Some.Values(32, 32, timeKernel, bandKernel), zeros(32));
        using var winograd = new Winograd(weight.clone().DetachFromDisposeScope(), (1, 1));
        var input = Some.Values(5, 32, 21, 19);
        var together = winograd.Of(ChannelsLast.Of(input), (1, 1), bias, isRectified: false);
        for (var window = 0; window < 5; window++)
            Deviation.AssertSame(together.narrow(0, window, 1), winograd.Of(ChannelsLast.Of(input.narrow(0, window, 1)), (1, 1), bias, isRectified: false));
    }

    [Fact]
    public void After_a_failure_to_lay_out_its_weights_it_tries_again()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode(false);
        var (weight, bias, input) = (Some.Values(16, 32, 3, 3), zeros(16), ChannelsLast.Of(Some.Values(1, 32, 5, 5)));
        var plain = weight.clone().DetachFromDisposeScope();
        using var winograd = new Winograd(plain, (1, 1));
        plain.set_(zeros(16, 32, 2, 3)); // of no such kernel
        Assert.Throws<ExternalException>(() => winograd.Of(input, (1, 1), bias, isRectified: false));
        plain.set_(weight.clone());
        Deviation.AssertSame(nn.functional.conv2d(input, weight, bias, padding: [1, 1]), winograd.Of(input, (1, 1), bias, isRectified: false));
        Assert.True(plain.IsInvalid);
    }

    [Fact]
    public void One_value_that_is_not_a_number_spoils_the_tiles_that_see_it_and_no_others()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var winograd = new Winograd(Some.Values(16, 32, 3, 3).DetachFromDisposeScope(), (1, 1));
        var input = Some.Values(2, 32, 20, 20);
        input[0, 3, 19, 19] = float.NaN;
        var isSpoilt = winograd.Of(ChannelsLast.Of(input), (1, 1), zeros(16), isRectified: true).isnan();
        Assert.True(isSpoilt[0, 0, 19, 19].item<bool>());
        Assert.Equal(16 * 4 * 2, isSpoilt.sum().item<long>());
    }

    [Theory]
    [InlineData(new long[] { 64, 64, 3, 3 }, 1, 1, true)]
    [InlineData(new long[] { 16, 32, 3, 3 }, 1, 1, true)]
    [InlineData(new long[] { 64, 16, 3, 3 }, 1, 1, false)] // too few channels
    [InlineData(new long[] { 64, 40, 3, 3 }, 1, 1, false)] // no whole vectors
    [InlineData(new long[] { 40, 64, 3, 3 }, 1, 1, false)]
    [InlineData(new long[] { 64, 64, 3, 3 }, 2, 1, false)]
    [InlineData(new long[] { 64, 64, 3, 3 }, 1, 2, false)]
    [InlineData(new long[] { 64, 64, 1, 3 }, 1, 1, true)]
    [InlineData(new long[] { 64, 64, 3, 1 }, 1, 1, true)]
    [InlineData(new long[] { 64, 64, 3, 1 }, 4, 1, false)]
    [InlineData(new long[] { 64, 64, 1, 2 }, 1, 1, true)]
    [InlineData(new long[] { 64, 64, 2, 1 }, 1, 1, false)]
    [InlineData(new long[] { 64, 64, 1, 1 }, 1, 1, false)]
    [InlineData(new long[] { 64, 64, 5, 5 }, 1, 1, false)]
    public void It_takes_kernels_of_two_and_three_of_stride_1_with_channels_enough(long[] shape, int stride, int groups, bool isTaken)
    {
        using var scope = NewDisposeScope();
        var weight = zeros(shape);
        Assert.Equal(isTaken && FusedConvolution.Takes(weight), Winograd.Takes(weight, (stride, stride), groups));
        Assert.False(Winograd.Takes(weight.to(bfloat16), (stride, stride), groups)); // its sums would round too much
    }

    [Theory]
    [InlineData(4, 1, 2, true)]
    [InlineData(6, 1, 2, true)]
    [InlineData(6, 1, 3, true)]
    [InlineData(3, 1, 2, false)] // does not divide the kernel
    [InlineData(2, 1, 2, false)] // one place is left
    [InlineData(8, 1, 2, false)] // four are
    [InlineData(4, 2, 2, false)]
    public void It_takes_strides_over_bands_that_leave_two_or_three(int bandKernel, int timeStride, int bandStride, bool isTaken)
    {
        using var scope = NewDisposeScope();
        var weight = zeros(64, 64, 1, bandKernel);
        Assert.Equal(isTaken && FusedConvolution.Takes(weight), Winograd.Takes(weight, (timeStride, bandStride), groups: 1));
    }
}
