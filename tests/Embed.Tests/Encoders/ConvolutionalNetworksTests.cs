using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

/// <summary>The networks whose weights keep the names of a PyTorch original.</summary>
[Collection("native")]
public sealed class ConvolutionalNetworksTests
{
    [Theory]
    [InlineData("cnn14", false)]
    [InlineData("cnn14", true)]
    [InlineData("efficientnet-b0", false)]
    [InlineData("efficientnet-b0", true)]
    [InlineData("resnet50", false)]
    [InlineData("resnet50", true)]
    public void The_network_gives_what_the_original_gives(string name, bool folded)
    {
        var golden = GoldenNetwork.Read(name);
        using var network = Golden(name, golden);
        if (folded)
            ((IFoldable)network).Fold();
        var shape = golden.Input.Shape; // windows, one channel, frames, bands
        var output = Forward.Of(network, golden.Input.Values(), (int)shape[0], (int)shape[2], (int)shape[3]);
        Assert.InRange(golden.WorstDeviation(output), 0, 1e-4);
    }

    [Theory]
    [InlineData("cnn14", 32, 64)]
    [InlineData("cnn14", 47, 64)]
    [InlineData("efficientnet-b0", 1, 1)]
    [InlineData("efficientnet-b0", 101, 79)]
    [InlineData("resnet50", 1, 1)]
    [InlineData("resnet50", 101, 79)]
    public void Folding_changes_nothing_whatever_the_size_of_the_window(string name, int frames, int bands)
    {
        using var network = Golden(name, GoldenNetwork.Read(name));
        var window = Some.LogMel(1, frames, bands)[0];
        var before = Forward.Of(network, window, 1, frames, bands)[0];
        ((IFoldable)network).Fold();
        Assert.InRange(Deviation.Worst(before, Forward.Of(network, window, 1, frames, bands)[0]), 0, 1e-4);
    }

    private static nn.Module<Tensor, Tensor> Golden(string name, GoldenNetwork golden)
    {
        nn.Module<Tensor, Tensor> network = name switch
        {
            "cnn14" => new Cnn14(),
            "efficientnet-b0" => new EfficientNetB0(),
            _ => new ResNet50(),
        };
        golden.Fill(network, name == "cnn14" ? ["fc_audioset.weight", "fc_audioset.bias"] : []);
        network.eval();
        return network;
    }
}
