using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Encoders.Transformers;

[Collection("native")]
public sealed class Wav2Vec2BaseTests(Wav2Vec2BaseFixture wav2Vec2) : IClassFixture<Wav2Vec2BaseFixture>
{
    [Fact]
    public void Every_stage_of_the_trainable_network_gives_what_the_original_gives() => AssertGolden(wav2Vec2.TrainableOutputs);

    [Fact]
    public void Every_stage_of_the_folded_network_gives_what_the_original_gives() => AssertGolden(wav2Vec2.Outputs());

    [Fact]
    public void The_catalogue_and_the_original_agree_on_the_number_of_parameters()
    {
        Assert.Equal(wav2Vec2.Golden.ParameterCount, wav2Vec2.Parameters);
        Assert.Equal(EncoderCatalogue.Find("wav2vec2-base").Sizes.Single().Parameters, wav2Vec2.Parameters);
    }

    [Fact]
    public void The_embedding_is_the_mean_of_the_last_layer() =>
        Assert.Equal(
            wav2Vec2.Outputs()["layer_12_mean_time"],
            Forward.Of(wav2Vec2.Network, wav2Vec2.Golden.Input.Values(), 2, 16_000, 1).SelectMany(row => row));

    [Fact]
    public void The_shortest_window_gives_an_embedding()
    {
        var window = Some.Waveforms(1, Wav2Vec2Base.MinimumSamples)[0];
        Assert.All(Forward.Of(wav2Vec2.Network, window, 1, window.Length, 1)[0], value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Untrained_positions_have_the_length_that_their_direction_is_drawn_with()
    {
        using var network = new Wav2Vec2Base();
        var length = WeightsLoader.State(network)["positions.length"].data<float>()[0];
        Assert.Equal(network.InitialisationOf("positions.direction", [768, 48, 128])!.Value.Deviation * Math.Sqrt(768 * 48), length, 1e-6);
    }

    private void AssertGolden(IReadOnlyDictionary<string, float[]> outputs) =>
        Assert.All(wav2Vec2.Golden.Outputs, golden => Assert.InRange(Deviation.Worst(golden.Values, outputs[golden.Name]), 0, 1e-3));
}
