using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using Hares.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class NetworkEncoderTests
{
    private static readonly EncoderSettings Small = new() { Architecture = "byol-a-cnn", Dimension = 512, Seed = 1 };

    [Fact]
    public void Windows_are_embedded_the_same_whatever_batch_they_come_in()
    {
        using var encoder = EncoderCatalogue.Create(Small, "cpu");
        var windows = Some.LogMel(19, 101, 64);
        var together = encoder.Embed(windows, 101);
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(encoder.Embed([windows[i]], 101)[0], together[i]), 0, 1e-5);
    }

    [Fact]
    public void Waveforms_are_embedded_the_same_whatever_batch_they_come_in()
    {
        using var encoder = EncoderCatalogue.Create(new() { Architecture = "bidir-cpc" }, "cpu");
        var windows = Some.Waveforms(5, 4_000);
        var together = encoder.Embed(windows, 4_000);
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(encoder.Embed([windows[i]], 4_000)[0], together[i]), 0, 1e-5);
    }

    [Fact]
    public void The_same_seed_makes_the_same_encoder_and_another_seed_another()
    {
        var windows = Some.LogMel(1, 96, 64);
        using var encoder = EncoderCatalogue.Create(Small, "cpu");
        using var twin = EncoderCatalogue.Create(Small, "cpu");
        using var other = EncoderCatalogue.Create(Small with { Seed = 2 }, "cpu");
        Assert.Equal(encoder.Embed(windows, 96)[0], twin.Embed(windows, 96)[0]);
        Assert.NotEqual(encoder.Embed(windows, 96)[0], other.Embed(windows, 96)[0]);
    }

    [Fact]
    public void Twenty_calls_leave_no_tensor_behind()
    {
        using var encoder = EncoderCatalogue.Create(Small, "cpu");
        var windows = Some.LogMel(10, 96, 64);
        encoder.Embed(windows, 96);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var call = 0; call < 20; call++)
            encoder.Embed(windows, 96);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void No_windows_give_no_embeddings()
    {
        using var encoder = EncoderCatalogue.Create(Small, "cpu");
        Assert.Empty(encoder.Embed([], 96));
    }

    [Fact]
    public void Windows_of_another_size_are_refused()
    {
        using var encoder = EncoderCatalogue.Create(Small, "cpu");
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Embed([new float[96 * 64 - 1]], 96));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Embed([new float[7 * 64]], 7));
    }

    [Theory]
    [InlineData(10, new[] { 4, 4 })]
    [InlineData(500_000_000, new[] { 4, 4 })]
    [InlineData(1_000_000_000, new[] { 2, 2, 2, 2 })]
    [InlineData(2_000_000_000, new[] { 1, 1, 1, 1, 1, 1, 1, 1 })]
    public void Long_windows_go_through_the_network_a_few_at_a_time_that_no_tensor_is_too_large(int bytesPerFrame, int[] passes)
    {
        var network = new CountingNetwork();
        using var encoder = new NetworkEncoder(network, 1, new(1, 1, Normalisation.None, 4) { BytesPerFrame = bytesPerFrame }, CPU, threads: 1);
        var embeddings = encoder.Embed([.. Enumerable.Range(0, 8).Select(window => new[] { (float)window })], 1);
        Assert.Equal(passes, network.Passes);
        Assert.Equal(Enumerable.Range(0, 8).Select(window => (float)window), embeddings.Select(embedding => embedding[0]));
    }

    [Fact]
    public void Memory_that_libtorch_cannot_have_is_reported_as_such()
    {
        var input = new NetworkInput(1, 1, Normalisation.PerWindow, 1);
        using var encoder = new NetworkEncoder(new GreedyNetwork(), 1, input, CPU, threads: 2);
        Assert.Throws<OutOfDeviceMemoryException>(() => encoder.Embed([[1f], [2f]], 1));
    }

    private sealed class GreedyNetwork() : nn.Module<Tensor, Tensor>(nameof(GreedyNetwork))
    {
        public override Tensor forward(Tensor input) => empty(1L << 50);
    }

    private sealed class CountingNetwork() : nn.Module<Tensor, Tensor>(nameof(CountingNetwork))
    {
        public List<int> Passes { get; } = [];

        public override Tensor forward(Tensor input)
        {
            Passes.Add((int)input.shape[0]);
            return input.flatten(1);
        }
    }
}
