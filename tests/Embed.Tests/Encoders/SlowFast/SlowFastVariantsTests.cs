using Hares.Embed.Encoders;
using Hares.Embed.Encoders.SlowFast;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.SlowFast;

/// <summary>What must hold for the variants that nobody published, whatever their weights.</summary>
[Collection("native")]
public sealed class SlowFastVariantsTests
{
    private const int Frames = 61;
    private const int Bands = 40;

    [Theory]
    [InlineData(nameof(Normaliser.Layer), 1)]
    [InlineData(nameof(Normaliser.Instance), 1)]
    [InlineData(nameof(Normaliser.None), 3)]
    public void A_window_three_times_as_strong_gives_as_many_times_the_embedding_as_the_norm_lets_through(string normaliser, float times)
    {
        using var network = new SlowFastResNet(Enum.Parse<Normaliser>(normaliser));
        RandomWeights.Fill(network, seed: 1);
        network.Fold();
        network.eval();
        float[] window = [.. Some.LogMel(1, Frames, Bands)[0].Select(value => 100 * value)]; // beside which the norms' epsilon is nothing
        var embedding = Forward.Of(network, window, 1, Frames, Bands)[0];
        var stronger = Forward.Of(network, [.. window.Select(value => 3 * value)], 1, Frames, Bands)[0];
        Assert.InRange(Deviation.Worst([.. embedding.Select(value => times * value)], stronger), 0, 1e-3);
    }

    [Fact]
    public void The_normaliser_free_network_is_the_same_whatever_the_mean_and_scale_of_its_raw_kernels()
    {
        using var network = NormaliserFree();
        var window = Some.LogMel(1, Frames, Bands)[0];
        var before = Forward.Of(network, window, 1, Frames, Bands)[0];
        using (no_grad())
        {
            foreach (var (name, kernel) in WeightsLoader.State(network))
            {
                if (name.EndsWith("weight", StringComparison.Ordinal))
                    kernel.mul_(5).add_(0.25);
            }
        }

        Assert.InRange(Deviation.Worst(before, Forward.Of(network, window, 1, Frames, Bands)[0]), 0, 1e-3);
    }

    [Fact]
    public void Folding_the_normaliser_free_network_changes_nothing_whatever_the_size_of_the_window()
    {
        (int Frames, int Bands)[] sizes = [(1, 1), (17, 3), (Frames, Bands)];
        using var network = NormaliserFree();
        var before = sizes.Select(Embedding).ToArray();
        network.Fold();
        Assert.All(before.Zip(sizes.Select(Embedding)), pair => Assert.InRange(Deviation.Worst(pair.First, pair.Second), 0, 1e-4));

        float[] Embedding((int Frames, int Bands) size) =>
            Forward.Of(network, Some.LogMel(1, size.Frames, size.Bands)[0], 1, size.Frames, size.Bands)[0];
    }

    /// <summary>With branches that say something, as those of a trained network do.</summary>
    private static SlowFastNfResNet NormaliserFree()
    {
        var network = new SlowFastNfResNet();
        RandomWeights.Fill(network, seed: 1);
        network.eval();
        using var noGradient = no_grad();
        foreach (var (name, gain) in WeightsLoader.State(network))
        {
            if (name.EndsWith("skip_gain", StringComparison.Ordinal))
                gain.fill_(0.7);
        }

        return network;
    }
}
