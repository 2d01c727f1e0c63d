using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class MapNormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void Layer_and_instance_norm_are_group_norm_with_one_group_or_one_for_each_channel(int groups)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        const int Channels = 12;
        using var norm = nn.GroupNorm(groups, Channels);
        Some.Values(Channels).bytes.CopyTo(norm.weight!.bytes);
        Some.Values(Channels).bytes.CopyTo(norm.bias!.bytes);
        var (maps, other) = (Some.Values(3, Channels, 19, 7).Plus(5), Some.Values(3, Channels, 19, 7)); // 133 places, not a multiple of 64
        var expected = norm.call(maps.to(float32));

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
