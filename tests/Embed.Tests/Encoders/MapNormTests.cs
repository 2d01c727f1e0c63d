using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class MapNormTests
{
    [Theory]
    [InlineData(12, 1)]
    [InlineData(12, 12)]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(600, 1)] // one place at once
    [InlineData(1040, 1)] // more than are taken at once
    public void Layer_and_instance_norm_are_group_norm_with_one_group_or_one_for_each_channel(int channels, int groups)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var norm = nn.GroupNorm(groups, channels);
        Some.Values(channels).bytes.CopyTo(norm.weight!.bytes);
        Some.Values(channels).bytes.CopyTo(norm.bias!.bytes);
        var (maps, other) = (Some.Values(3, channels, 19, 7).Plus(5), Some.Values(3, channels, 19, 7)); // 133 places, no multiple of how many are summed in float32
        var expected = nn.functional.group_norm(maps.to(float64), groups, norm.weight!.to(float64), norm.bias!.to(float64)).to(float32);

        var innermost = ChannelsLast.Of(maps);
        Assert.True(MapNorm.Takes(innermost));
        Deviation.AssertSame(expected, MapNorm.Here(ChannelsLast.Of(maps.clone()), norm, Activation.None));
        Deviation.AssertSame(expected.relu(), MapNorm.Here(ChannelsLast.Of(maps.clone()), norm, Activation.Relu));
        Deviation.AssertSame(expected.Plus(other).relu(), MapNorm.Here(ChannelsLast.Of(maps.clone()), norm, Activation.Relu, ChannelsLast.Of(other)));
    }

    [Fact]
    public void Other_layouts_and_what_wants_a_gradient_are_left_to_libtorch()
    {
        using var scope = NewDisposeScope();
        var maps = Some.Values(2, 12, 19, 7);
        Assert.False(MapNorm.Takes(ChannelsLast.Of(maps)));
        using var inference = inference_mode();
        Assert.False(MapNorm.Takes(maps));
    }
}
