using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class ByolACnnTests
{
    [Theory]
    [InlineData(512, false)]
    [InlineData(512, true)]
    [InlineData(2048, false)]
    [InlineData(2048, true)]
    public void The_network_gives_what_the_original_gives(int dimension, bool folded)
    {
        using var scope = NewDisposeScope();
        var golden = GoldenNetwork.Read($"byol-a-cnn-{dimension}");
        using var network = Golden(golden, dimension);
        if (folded)
            network.Fold();
        var (windows, bands, frames) = ((int)golden.Input.Shape[0], (int)golden.Input.Shape[2], (int)golden.Input.Shape[3]);
        var input = tensor(golden.Input.Values(), windows, bands, frames).transpose(1, 2).contiguous();
        Assert.InRange(golden.WorstDeviation(Forward.Of(network, [.. input.data<float>()], windows, frames, bands)), 0, 1e-4);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(97)]
    [InlineData(301)]
    public void Folding_changes_nothing_whatever_the_length_of_the_window(int frames)
    {
        using var network = Golden(GoldenNetwork.Read("byol-a-cnn-512"), 512);
        var window = Some.LogMel(1, frames, 64)[0];
        var before = Forward.Of(network, window, 1, frames, 64)[0];
        network.Fold();
        Assert.InRange(Deviation.Worst(before, Forward.Of(network, window, 1, frames, 64)[0]), 0, 1e-4);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(2048)]
    public void The_catalogue_and_the_original_agree_on_the_number_of_parameters(int dimension)
    {
        using var network = new ByolACnn(dimension);
        var built = network.parameters().Sum(parameter => parameter.numel());
        Assert.Equal(GoldenNetwork.Read($"byol-a-cnn-{dimension}").ParameterCount, built);
        Assert.Equal(EncoderCatalogue.Find("byol-a-cnn").Sizes.Single(size => size.Dimension == dimension).Parameters, built);
    }

    private static ByolACnn Golden(GoldenNetwork golden, int dimension)
    {
        var network = new ByolACnn(dimension);
        golden.Fill(network, ByolACnnKeys.All);
        network.eval();
        return network;
    }
}
