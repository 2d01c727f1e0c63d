using Hares.Embed.Encoders;
using Hares.Embed.Encoders.EfficientNet;
using Hares.Embed.Encoders.SlowFast;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

/// <summary>The networks whose weights keep the names of a PyTorch original.</summary>
[Collection("native")]
public sealed class ConvolutionalNetworksTests
{
    [Theory]
    [InlineData("efficientnet-b0", 1e-4)]
    [InlineData("resnet50", 1e-4)]
    [InlineData("slowfast-resnet50", 1e-4)]
    [InlineData("slowfast-resnet50-no-norm", 1e-4)]
    [InlineData("slowfast-nf-resnet50", 1e-4)]
    [InlineData("slowfast-resnet50-ln", 1e-4)]
    [InlineData("slowfast-resnet50-in", 3e-4)] // the original in float32 lies 6e-5 from the golden values, which are of float64
    public void Before_and_after_folding_the_network_gives_what_the_original_gives(string name, double tolerance) => AssertGolden(name, tolerance);

    [Fact]
    [Trait("Category", "Slow")]
    public void So_does_the_network_of_PANNs() => AssertGolden("cnn14", 1e-4);

    [Theory]
    [InlineData("efficientnet-b0", 1, 1, 101, 79)]
    [InlineData("resnet50", 1, 1, 101, 79)]
    [InlineData("slowfast-resnet50", 1, 1, 101, 79)]
    [InlineData("slowfast-resnet50-no-norm", 1, 1, 101, 79)]
    public void Folding_changes_nothing_whatever_the_size_of_the_window(string name, int frames, int bands, int otherFrames, int otherBands)
    {
        using var network = New(name);
        RandomWeights.Fill(network, seed: 1);
        network.eval();
        var (window, other) = (Some.LogMel(1, frames, bands)[0], Some.LogMel(1, otherFrames, otherBands)[0]);
        var before = Forward.Of(network, window, 1, frames, bands)[0];
        var otherBefore = Forward.Of(network, other, 1, otherFrames, otherBands)[0];
        ((IFoldable)network).Fold();
        Assert.InRange(Deviation.Worst(before, Forward.Of(network, window, 1, frames, bands)[0]), 0, 1e-4);
        Assert.InRange(Deviation.Worst(otherBefore, Forward.Of(network, other, 1, otherFrames, otherBands)[0]), 0, 1e-4);
    }

    [Fact]
    public void A_window_too_short_for_two_steps_has_no_deviation_and_its_maximum_is_its_mean() => AssertPooled("efficientnet-b0");

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("resnet50")]
    [InlineData("slowfast-resnet50")]
    [InlineData("slowfast-nf-resnet50")]
    [InlineData("nfnet-f0")]
    public void So_it_is_in_the_larger_networks(string name) => AssertPooled(name);

    private static void AssertGolden(string name, double tolerance)
    {
        var golden = GoldenNetwork.Read(name);
        using var network = Golden(name, golden);
        Assert.InRange(GoldenDeviation(golden, network), 0, tolerance);
        ((IFoldable)network).Fold();
        Assert.InRange(GoldenDeviation(golden, network), 0, tolerance);
    }

    private static void AssertPooled(string name)
    {
        var window = Some.LogMel(1, 1, 40);
        var (mean, max, deviation) = (Embedding(Pooling.Mean), Embedding(Pooling.MeanMax), Embedding(Pooling.MeanDeviation));
        Assert.InRange(Deviation.Worst([.. mean.Select(value => 2 * value)], max), 0, 1e-5);
        Assert.InRange(Deviation.Worst([.. mean.Concat(new float[mean.Length]).Order()], [.. deviation.Order()]), 0, 1e-5);

        float[] Embedding(Pooling pooling)
        {
            using var encoder = EncoderCatalogue.Create(new() { Architecture = name, Pooling = pooling, Bands = 40 }, "cpu");
            return encoder.Embed(window, 1)[0];
        }
    }

    private static double GoldenDeviation(GoldenNetwork golden, nn.Module<Tensor, Tensor> network)
    {
        int[] sizes = [.. golden.Input.Shape.Where(size => size != 1).Select(size => (int)size)]; // without the one channel, wherever it is
        var (windows, frames, bands) = sizes is [var several, _, _] ? (several, sizes[1], sizes[2]) : (1, sizes[0], sizes[1]);
        return golden.WorstDeviation(Forward.Of(network, golden.Input.Values(), windows, frames, bands));
    }

    private static nn.Module<Tensor, Tensor> Golden(string name, GoldenNetwork golden)
    {
        var network = New(name);
        if (name == "slowfast-nf-resnet50")
            golden.Fill(network, golden.Parameters.Select(InHaikusLayout));
        else
            golden.Fill(network, name == "cnn14" ? ["fc_audioset.weight", "fc_audioset.bias"] : []);
        network.eval();
        return network;
    }

    private static OriginalTensor InHaikusLayout(GoldenTensor parameter) =>
        new(parameter.Name!, parameter.Name!, parameter.Shape.Length == 4 ? OriginalLayout.KernelsThenInThenOut : OriginalLayout.Same);

    private static nn.Module<Tensor, Tensor> New(string name) => name switch
    {
        "cnn14" => new Cnn14(),
        "efficientnet-b0" => new EfficientNetB0(),
        "resnet50" => new ResNet50(),
        "slowfast-resnet50" => new SlowFastResNet(Normaliser.Batch),
        "slowfast-resnet50-ln" => new SlowFastResNet(Normaliser.Layer),
        "slowfast-resnet50-in" => new SlowFastResNet(Normaliser.Instance),
        "slowfast-nf-resnet50" => new SlowFastNfResNet(),
        _ => new SlowFastResNet(Normaliser.None),
    };
}
