using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class MapNormTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)] // eight places side by side, and five left over
    [InlineData(16, 1)]
    [InlineData(16, 16)]
    [InlineData(64, 1)]
    [InlineData(64, 8)]
    [InlineData(64, 64)]
    [InlineData(640, 1)]
    public void Layer_norm_instance_norm_and_what_lies_between_are_group_norm(int channels, int groups)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var norm = nn.GroupNorm(groups, channels);
        Some.Values(channels).bytes.CopyTo(norm.weight!.bytes);
        Some.Values(channels).bytes.CopyTo(norm.bias!.bytes);
        var (maps, other) = (Some.Values(3, channels, 19, 7).Plus(5), Some.Values(3, channels, 19, 7)); // 133 places: the last row, or the last rows summed in float32, fall short
        var expected = nn.functional.group_norm(maps.to(float64), groups, norm.weight!.to(float64), norm.bias!.to(float64)).to(float32);

        var innermost = ChannelsLast.Of(maps);
        Assert.True(MapNorm.Takes(innermost));
        Deviation.AssertSame(expected, MapNorm.Here(ChannelsLast.Of(maps.clone()), norm, Activation.None));
        Deviation.AssertSame(expected.relu(), MapNorm.Here(ChannelsLast.Of(maps.clone()), norm, Activation.Relu));
        Deviation.AssertSame(expected.Plus(other).relu(), MapNorm.Here(ChannelsLast.Of(maps.clone()), norm, Activation.Relu, ChannelsLast.Of(other)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Places_that_lie_far_from_all_others_do_not_mislead_it(int groups)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var norm = nn.GroupNorm(groups, 64);
        nn.init.ones_(norm.weight!);
        nn.init.zeros_(norm.bias!);
        var maps = Some.Values(2, 64, 40, 8);
        maps.index_put_(-1000f, TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 5), TensorIndex.Single(0)); // of each window some of the first places, and others
        var expected = nn.functional.group_norm(maps.to(float64), groups).to(float32);
        Deviation.AssertSame(expected, MapNorm.Here(ChannelsLast.Of(maps), norm, Activation.None));
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(64, true)]
    [InlineData(128, true)]
    [InlineData(12, false)]
    [InlineData(96, false)]
    public void Channels_that_no_row_holds_are_left_to_libtorch(int channels, bool isTaken)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        Assert.Equal(isTaken, MapNorm.Takes(ChannelsLast.Of(Some.Values(2, channels, 19, 7))));
    }

    [Fact]
    public void Other_layouts_and_what_wants_a_gradient_are_left_to_libtorch()
    {
        using var scope = NewDisposeScope();
        var maps = Some.Values(2, 16, 19, 7);
        Assert.False(MapNorm.Takes(ChannelsLast.Of(maps)));
        using var inference = inference_mode();
        Assert.False(MapNorm.Takes(maps));
    }
}
