using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.Transformers;

[Collection("native")]
public sealed class VitBaseTests(VitBaseFixture vit) : IClassFixture<VitBaseFixture>
{
    [Fact]
    public void The_trainable_network_gives_what_the_original_gives() =>
        Assert.InRange(vit.Golden.WorstDeviation(vit.TrainableOutputs), 0, 1e-3);

    [Fact]
    public void The_folded_network_gives_what_the_original_gives() =>
        Assert.InRange(vit.Golden.WorstDeviation(vit.Outputs()), 0, 1e-3);

    [Fact]
    public void The_catalogue_counts_the_original_with_positions_for_three_seconds()
    {
        Assert.Equal(vit.Golden.ParameterCount, vit.Parameters);
        Assert.Equal(EncoderCatalogue.Find("vit-base").Sizes.Single().Parameters, vit.Parameters + (VitBase.Frames - 80) / 16 * 5 * 768);
    }

    [Fact]
    public void A_longer_window_is_the_mean_of_its_stretches_and_a_shorter_one_is_padded()
    {
        var window = vit.Golden.Input.Values();
        var halves = window.Chunk(80 * 80).Select(half => Forward.Of(vit.Network, half, 1, 80, 80)[0]).ToArray();
        var mean = halves[0].Zip(halves[1], (a, b) => (a + b) / 2).ToArray();
        Assert.InRange(Deviation.Worst(mean, Forward.Of(vit.Network, window, 1, 160, 80)[0]), 0, 1e-4);

        var (shorter, padded) = (window[..(50 * 80)], new float[80 * 80]);
        shorter.CopyTo(padded, 0);
        Assert.InRange(Deviation.Worst(Forward.Of(vit.Network, padded, 1, 80, 80)[0], Forward.Of(vit.Network, shorter, 1, 50, 80)[0]), 0, 1e-5);
    }

    [Fact]
    public void The_norm_at_the_end_belongs_to_the_last_layer_alone()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var input = tensor(vit.Golden.Input.Values(), 2, 80, 80);
        Assert.InRange(vit.Network.Tokens(input, 12).std().item<float>(), 0.5f, 2f);
        Assert.InRange(vit.Network.Tokens(input, 11).std().item<float>(), 2.5f, float.MaxValue);
    }

    [Fact]
    public void Patches_are_pooled_over_time_after_their_mean_over_frequency()
    {
        using var scope = NewDisposeScope();
        var tokens = cat([full([1, 1, 2], 100f), ones(1, 5, 2), ones(1, 5, 2) * 3], 1); // a class token, then two times of five patches
        Assert.Equal([100f, 100f], VitBase.Pool(tokens, Pooling.Token).data<float>().ToArray());
        Assert.Equal([2f, 2f], VitBase.Pool(tokens, Pooling.Mean).data<float>().ToArray());
        Assert.Equal([2f, 2f, 1f, 1f], VitBase.Pool(tokens, Pooling.MeanDeviation).data<float>().ToArray());
    }
}
