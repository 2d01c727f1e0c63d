using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.Transformers;

[Collection("native")]
public sealed class Wav2Vec2BaseTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(12, true)]
    public void A_layer_gives_what_the_original_gives(int layer, bool folded)
    {
        var golden = GoldenNetwork.Read("wav2vec2-base");
        using var network = Golden(golden, layer);
        if (folded)
            network.Fold();

        var embeddings = Forward.Of(network, golden.Input.Values(), 2, 16_000, 1);
        Assert.InRange(golden.WorstDeviation(embeddings, $"layer_{layer}_mean_time"), 0, 1e-3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_convolutions_give_what_the_original_gives(bool folded)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var golden = GoldenNetwork.Read("wav2vec2-base");
        using var network = Golden(golden, layer: 1);
        if (folded)
            network.Fold();

        var features = network.Features(tensor(golden.Input.Values(), 2, 16_000, 1));
        Assert.Equal([2, 49, 512], features.shape);
        Assert.InRange(golden.WorstDeviation([[.. features.mean([1]).data<float>()]], "conv_features_mean_time"), 0, 1e-4);
    }

    [Fact]
    public void The_catalogue_and_the_original_agree_on_the_number_of_parameters()
    {
        using var network = new Wav2Vec2Base();
        var built = network.parameters().Sum(parameter => parameter.numel());
        Assert.Equal(GoldenNetwork.Read("wav2vec2-base").ParameterCount, built);
        Assert.Equal(EncoderCatalogue.Find("wav2vec2-base").Sizes.Single().Parameters, built);
    }

    [Fact]
    public void The_shortest_window_gives_one_step()
    {
        using var network = new Wav2Vec2Base(layer: 1);
        RandomWeights.Fill(network, seed: 1);
        network.Fold();
        network.eval();
        Assert.Equal(768, Forward.Of(network, Some.Waveforms(1, Wav2Vec2Base.MinimumSamples)[0], 1, Wav2Vec2Base.MinimumSamples, 1)[0].Length);
    }

    [Fact]
    public void Random_positions_have_the_length_that_their_direction_has()
    {
        using var network = new Wav2Vec2Base();
        RandomWeights.Fill(network, seed: 1);
        var state = WeightsLoader.State(network);
        using var drawn = state["positions.direction"].square().sum([0, 1]).sqrt().mean();
        Assert.Equal(drawn.item<float>(), state["positions.length"].data<float>()[0], 1e-2);
    }

    private static Wav2Vec2Base Golden(GoldenNetwork golden, int layer)
    {
        var network = new Wav2Vec2Base(layer: layer);
        golden.Fill(network, Wav2Vec2BaseKeys.All);
        network.eval();
        return network;
    }
}
