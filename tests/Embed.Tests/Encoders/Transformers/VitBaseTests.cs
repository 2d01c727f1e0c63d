using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Encoders.Transformers;

[Collection("native")]
public sealed class VitBaseTests
{
    [Fact]
    public void The_network_gives_what_the_original_gives()
    {
        var golden = GoldenNetwork.Read("vit-base");
        using var network = new VitBase(frames: 80);
        golden.Fill(network, VitBaseKeys.All);
        network.Fold();
        network.eval();

        Assert.InRange(golden.WorstDeviation(Forward.Of(network, golden.Input.Values(), 2, 80, 80)), 0, 1e-3);
        Assert.Equal(golden.ParameterCount, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void The_catalogue_counts_the_positions_of_three_seconds()
    {
        using var network = new VitBase();
        Assert.Equal(EncoderCatalogue.Find("vit-base").Sizes.Single().Parameters, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(GoldenNetwork.Read("vit-base").ParameterCount + (19 - 5) * 5 * 768, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void A_longer_window_is_the_mean_of_its_stretches_and_a_shorter_one_is_padded_with_its_mean()
    {
        using var network = Small();
        var window = Some.LogMel(1, 128, 80)[0];
        float[][] halves = [window[..(64 * 80)], window[(64 * 80)..]];
        var parts = halves.Select(half => Forward.Of(network, half, 1, 64, 80)[0]).ToArray();
        var mean = parts[0].Zip(parts[1], (a, b) => (a + b) / 2).ToArray();

        Assert.InRange(Deviation.Worst(mean, Forward.Of(network, window, 1, 128, 80)[0]), 0, 1e-4);
        Assert.InRange(
            Deviation.Worst(Forward.Of(network, [.. halves[0][..(50 * 80)], .. new float[14 * 80]], 1, 64, 80)[0], Forward.Of(network, halves[0][..(50 * 80)], 1, 50, 80)[0]),
            0,
            1e-5);
    }

    [Fact]
    public void Windows_of_several_stretches_are_embedded_the_same_alone_and_in_a_batch()
    {
        using var network = Small();
        var windows = Some.LogMel(2, 150, 80);
        var together = Forward.Of(network, [.. windows.SelectMany(window => window)], 2, 150, 80);
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(Forward.Of(network, windows[i], 1, 150, 80)[0], together[i]), 0, 1e-4);
    }

    [Fact]
    public void Pooling_over_time_takes_the_mean_of_the_patches_of_each_time()
    {
        using var token = Small();
        using var mean = Small(Pooling.Mean);
        using var deviation = Small(Pooling.MeanDeviation);
        var window = Some.LogMel(1, 64, 80)[0];
        float[] means = Forward.Of(mean, window, 1, 64, 80)[0], both = Forward.Of(deviation, window, 1, 64, 80)[0];

        Assert.Equal(1536, both.Length);
        Assert.InRange(Deviation.Worst(means, both[..768]), 0, 1e-5);
        Assert.NotEqual(Forward.Of(token, window, 1, 64, 80)[0], means);
        Assert.All(both[768..], value => Assert.InRange(value, 1e-4f, 100));
    }

    /// <summary>Two layers of random weights, for windows of 64 frames.</summary>
    private static VitBase Small(Pooling pooling = Pooling.Token)
    {
        var network = new VitBase(pooling, layer: 2, frames: 64);
        RandomWeights.Fill(network, seed: 1);
        network.eval();
        return network;
    }
}
