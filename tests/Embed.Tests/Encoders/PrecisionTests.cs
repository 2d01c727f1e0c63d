using Hares.Embed.Encoders;
using Hares.Embed.Encoders.EfficientNet;
using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Encoders.SlowFast;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

/// <summary>
/// bfloat16 has 8 significant bits, 0.4 % a rounding; over a whole network differences stay within a few per cent of the
/// embedding's standard deviation.
/// </summary>
[Collection("native")]
public sealed class PrecisionTests
{
    private const double Tolerance = 0.1; // worst of all features, in standard deviations of the embedding

    [Theory]
    [InlineData("byol-a-cnn")]
    [InlineData("efficientnet-b0")]
    [InlineData("slowfast-resnet50")]
    [InlineData("slowfast-resnet50-ln")]
    [InlineData("slowfast-resnet50-no-norm")]
    public void In_bfloat16_an_embedding_is_the_same_within_a_tenth_of_its_deviation(string name) => AssertClose(name, frames: 101);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("resnet50", 101)]
    [InlineData("cnn14", 101)]
    [InlineData("slowfast-nfnet-f0", 101)]
    [InlineData("slowfast-nf-resnet50", 101)]
    [InlineData("nfnet-f0", 101)]
    [InlineData("vit-base", 304)]
    [InlineData("wav2vec2-base", 8000)]
    [InlineData("bidir-cpc", 8000)]
    public void So_it_is_in_the_larger_networks(string name, int frames) => AssertClose(name, frames);

    /// <summary>Standardising each channel of each window by itself magnifies what rounding leaves of a channel that hardly varies.</summary>
    [Fact]
    public void With_instance_norm_it_is_the_same_within_half_of_its_deviation() => AssertClose("slowfast-resnet50-in", frames: 101, tolerance: 0.5);

    [Fact]
    public void A_network_in_bfloat16_gives_what_the_original_gives_within_a_tenth_of_its_deviation() =>
        AssertGolden("efficientnet-b0", new EfficientNetB0(), (golden, network) => golden.Fill(network));

    [Fact]
    [Trait("Category", "Slow")]
    public void So_do_the_larger_networks()
    {
        AssertGolden("resnet50", new ResNet50(), (golden, network) => golden.Fill(network));
        AssertGolden("slowfast-resnet50", new SlowFastResNet(Normaliser.Batch), (golden, network) => golden.Fill(network));
        AssertGolden("slowfast-nfnet-f0", new SlowFastNfNet(), (golden, network) => golden.Fill(network, SlowFastNfNetKeys.All));
    }

    [Fact]
    public void Windows_are_embedded_the_same_whatever_batch_they_come_in()
    {
        using var encoder = Encoder("byol-a-cnn", Precision.Bfloat16);
        var windows = Some.LogMel(19, 101, 64);
        var together = encoder.Embed(windows, 101);
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(encoder.Embed([windows[i]], 101)[0], together[i]), 0, Tolerance / 10);
    }

    private static void AssertClose(string name, int frames, double tolerance = Tolerance)
    {
        var entry = EncoderCatalogue.Find(name);
        var windows = entry.FrontEnd is null ? Some.Waveforms(2, frames) : Some.LogMel(2, frames, entry.Bands);
        using var whole = Encoder(name, Precision.Float32);
        using var half = Encoder(name, Precision.Bfloat16);
        var (expected, actual) = (whole.Embed(windows, frames), half.Embed(windows, frames));
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(expected[i], actual[i]), 1e-5, tolerance); // not less: it must have been another computation
    }

    private static void AssertGolden(string name, nn.Module<Tensor, Tensor> network, Action<GoldenNetwork, nn.Module> fill)
    {
        using var owned = network;
        var golden = GoldenNetwork.Read(name);
        fill(golden, network);
        network.eval();
        InferenceForm.Take(network, CPU, Precision.Bfloat16);
        var shape = golden.Input.Shape; // windows, frames, bands, with a channel somewhere in between or not
        var (windows, frames, bands) = ((int)shape[0], (int)shape.Skip(1).First(size => size > 1), (int)shape.Last(size => size > 1));
        var embeddings = Forward.Of(network, golden.Input.Values(), windows, frames, bands);
        Assert.InRange(golden.WorstDeviation(embeddings), 1e-4, Tolerance);
    }

    private static IEncoder Encoder(string name, Precision precision) =>
        EncoderCatalogue.Create(new() { Architecture = name, Precision = precision, Seed = 1 }, "cpu");
}
