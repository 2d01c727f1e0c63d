using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class PooledEntryTests
{
    [Theory]
    [InlineData(1, 64, 64, 301)] // the last column has no partner
    [InlineData(3, 16, 9, 8)]
    [InlineData(2, 32, 2, 2)]
    [InlineData(2, 16, 3, 3)]
    [InlineData(1, 16, 8, 1)] // nothing is left
    public void It_is_convolution_pooling_and_ReLU(int windows, int channels, int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (weight, bias, input) = (Some.Values(channels, 1, 3, 3), Some.Values(channels), Some.Values(windows, 1, rows, columns));
        var convolved = nn.functional.conv2d(input.to(float64), weight.to(float64), bias.to(float64), padding: [1, 1]);
        var output = new PooledEntry(weight, bias).Of(input);
        Assert.Equal([windows, channels, rows / 2, columns / 2], output.shape);
        if (output.numel() > 0)
            Deviation.AssertSame(nn.functional.max_pool2d(convolved, [2, 2]).relu().to(float32), output);
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_seen_by_the_places_around_it_and_no_others()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var input = Some.Values(2, 1, 12, 12);
        input[0, 0, 5, 5] = float.NaN;
        var isSpoilt = new PooledEntry(Some.Values(16, 1, 3, 3), zeros(16)).Of(input).isnan();
        Assert.Equal(16 * 2 * 2, isSpoilt.sum().item<long>());
        Assert.True(isSpoilt[0].narrow(1, 2, 2).narrow(2, 2, 2).all().item<bool>());
    }

    [Fact]
    public void What_wants_a_gradient_or_computes_in_other_numbers_is_left_to_libtorch()
    {
        using var scope = NewDisposeScope();
        var input = Some.Values(1, 1, 4, 4);
        Assert.False(PooledEntry.Takes(input));
        using var inference = inference_mode();
        Assert.True(PooledEntry.Takes(input));
        Assert.False(PooledEntry.Takes(input.to(bfloat16)));
    }
}
