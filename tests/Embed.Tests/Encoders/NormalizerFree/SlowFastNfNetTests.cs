using Hares.Embed.Encoders;
using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Encoders.NormalizerFree;

[Collection("native")]
public sealed class SlowFastNfNetTests(SlowFastNfNetFixture networks) : IClassFixture<SlowFastNfNetFixture>
{
    [Fact]
    public void The_folded_network_gives_what_the_original_gives() => Assert.InRange(GoldenDeviation(networks.Folded), 0, 1e-4);

    [Fact]
    public void The_trainable_network_gives_what_the_original_gives() => Assert.InRange(GoldenDeviation(networks.Trainable), 0, 1e-4);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(101, 79)]
    [InlineData(301, 80)]
    public void Folding_changes_nothing_whatever_the_size_of_the_window(int frames, int bands)
    {
        var input = Some.LogMel(1, frames, bands)[0];
        var trainable = Forward.Of(networks.Trainable, input, 1, frames, bands)[0];
        var folded = Forward.Of(networks.Folded, input, 1, frames, bands)[0];
        Assert.Equal(3456, folded.Length);
        Assert.InRange(Deviation.Worst(trainable, folded), 0, 1e-4);
    }

    [Fact]
    public void A_window_is_embedded_the_same_alone_and_in_a_batch()
    {
        var windows = Some.LogMel(3, 50, 80);
        var together = Forward.Of(networks.Folded, [.. windows.SelectMany(window => window)], 3, 50, 80);
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(Forward.Of(networks.Folded, windows[i], 1, 50, 80)[0], together[i]), 0, 1e-5);
    }

    [Fact]
    public void The_same_window_twice_gives_the_same_embedding()
    {
        var window = Some.LogMel(1, 50, 80)[0];
        Assert.Equal(Forward.Of(networks.Folded, window, 1, 50, 80)[0], Forward.Of(networks.Folded, window, 1, 50, 80)[0]);
    }

    [Fact]
    public void The_catalogue_and_the_original_agree_on_the_number_of_parameters()
    {
        var built = networks.Trainable.parameters().Sum(parameter => parameter.numel());
        Assert.Equal(networks.Golden.ParameterCount, built);
        Assert.Equal(EncoderCatalogue.Find("slowfast-nfnet-f0").Sizes.Single().Parameters, built);
    }

    private double GoldenDeviation(SlowFastNfNet network)
    {
        var input = networks.Golden.Input;
        return networks.Golden.WorstDeviation(Forward.Of(network, input.Values(), (int)input.Shape[0], (int)input.Shape[1], (int)input.Shape[2]));
    }
}
