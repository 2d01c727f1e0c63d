using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Cpc;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.Cpc;

[Collection("native")]
public sealed class BidirCpcTests(BidirCpcFixture cpc) : IClassFixture<BidirCpcFixture>
{
    private const int Steps = 20;
    private const int Samples = BidirCpc.MinimumSamples + (Steps - 1) * 640;

    [Theory]
    [InlineData(Samples, Steps)]
    [InlineData(Samples + 639, Steps)]
    [InlineData(Samples + 640, Steps + 1)]
    [InlineData(BidirCpc.MinimumSamples, 1)]
    [InlineData(48_000, 73)]
    public void A_step_is_made_every_40_ms(int samples, int steps)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        Assert.Equal([1, steps, 512], cpc.Network.Latents(Waveform(samples)).shape);
    }

    [Fact]
    public void The_network_gives_what_an_independent_one_in_Python_gives()
    {
        var golden = GoldenNetwork.Read("bidir-cpc");
        using var network = new BidirCpc();
        golden.Fill(network);
        network.eval();
        AssertGolden();
        network.Fold();
        AssertGolden();

        void AssertGolden() =>
            Assert.InRange(golden.WorstDeviation(Forward.Of(network, golden.Input.Values(), 1, (int)golden.Input.Shape[1], 1)), 0, 1e-4);
    }

    [Fact]
    public void A_context_sees_the_steps_of_its_own_side_alone()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var latents = cpc.Network.Latents(Waveform(Samples));
        var changed = latents.clone();
        changed.select(1, 8).add_(1);
        var differs = (cpc.Network.Contexts(changed) - cpc.Network.Contexts(latents)).abs().view(Steps, 2, 512).amax([2]); // (steps, direction)

        var seen = differs.gt(1e-4f).data<bool>().ToArray();
        Assert.Equal(Enumerable.Range(0, Steps).Select(step => step >= 8), seen.Where((_, i) => i % 2 == 0));
        Assert.Equal(Enumerable.Range(0, Steps).Select(step => step <= 8), seen.Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void The_embedding_is_the_mean_of_both_contexts()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var waveform = Waveform(Samples);
        var contexts = cpc.Network.Contexts(cpc.Network.Latents(waveform));

        Assert.Equal([1, Steps, 1024], contexts.shape);
        Assert.Equal(contexts.mean([1]).data<float>().ToArray(), cpc.Network.call(waveform).data<float>().ToArray());
    }

    [Fact]
    public void The_catalogue_counts_its_parameters() =>
        Assert.Equal(EncoderCatalogue.Find("bidir-cpc").Sizes.Single().Parameters, cpc.Network.parameters().Sum(parameter => parameter.numel()));

    private static Tensor Waveform(int samples) => tensor(Some.Waveforms(1, samples)[0], 1, samples, 1);
}
