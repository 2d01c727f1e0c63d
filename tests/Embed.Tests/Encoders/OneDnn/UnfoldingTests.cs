using System.Runtime.Intrinsics.X86;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.OneDnn;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.OneDnn;

[Collection("native")]
public sealed class UnfoldingTests
{
    [Theory]
    [InlineData(3, 3, 1, 1, 1)]
    [InlineData(3, 3, 2, 2, 1)]
    [InlineData(3, 1, 1, 1, 1)]
    [InlineData(1, 3, 1, 2, 1)]
    [InlineData(7, 1, 4, 1, 3)]
    [InlineData(3, 3, 1, 1, 0)]
    [InlineData(1, 1, 2, 2, 0)]
    [InlineData(1, 1, 1, 1, 0)]
    public void The_product_of_rows_and_unfolded_weights_is_the_convolution(
        int timeKernel, int bandKernel, int timeStride, int bandStride, int timePadding)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var bandPadding = timePadding > 0 ? bandKernel / 2 : 0;
        var (input, weight) = (Some.Values(2, 5, 9, 3), ChannelsLast.Of(Some.Values(4, 5, timeKernel, bandKernel)));
        var expected = nn.functional.conv2d(input, weight, null, [timeStride, bandStride], [timePadding, bandPadding]);
        var unfolding = new Unfolding((timeKernel, bandKernel), (timeStride, bandStride), (timePadding, bandPadding));

        var innermost = ChannelsLast.Of(input);
        var product = nn.functional.conv2d(unfolding.Rows(innermost), Unfolding.Unfolded(weight));
        var maps = unfolding.Maps(ChannelsLast.Of(product), innermost);

        Assert.Equal(expected.shape, maps.shape);
        Assert.InRange(Deviation.Worst(expected.data<float>().ToArray(), maps.contiguous().data<float>().ToArray()), 0, 1e-5);
        Assert.Equal(weight.contiguous().data<float>().ToArray(), Unfolding.Folded(Unfolding.Unfolded(weight), weight.shape).contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Maps_as_rows_and_back_are_the_same_memory()
    {
        using var scope = NewDisposeScope();
        var pointwise = new Unfolding((1, 1), (1, 1), (0, 0));
        var maps = ChannelsLast.Of(Some.Values(2, 5, 9, 3));

        var rows = pointwise.Rows(maps);
        rows.fill_(1);
        pointwise.Maps(rows, maps)[0, 0, 0, 0] = 2;

        Assert.Equal((5 * 2 * 9 * 3) + 1, maps.sum().item<float>());
    }

    [Fact]
    public void A_pointwise_convolution_is_always_a_product()
    {
        using var scope = NewDisposeScope();
        Assert.True(new Unfolding((1, 1), (1, 1), (0, 0)).Pays(zeros(1, 1, 300, 80)));
    }

    [Fact]
    public void Others_are_with_many_channels_and_few_bands_where_AVX_512_is()
    {
        using var scope = NewDisposeScope();
        var unfolding = new Unfolding((3, 3), (1, 1), (1, 1));
        Assert.Equal(Avx512F.IsSupported, unfolding.Pays(zeros(1, 512, 10, 4)));
        Assert.False(unfolding.Pays(zeros(1, 512, 10, 5)));
        Assert.False(unfolding.Pays(zeros(1, 511, 10, 4)));
    }
}
