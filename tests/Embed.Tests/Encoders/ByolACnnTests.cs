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
        using var network = Golden(dimension, out var golden);
        if (folded)
            network.Fold();
        using var inference = inference_mode();
        var input = tensor(golden.Input.Values(), golden.Input.Shape).squeeze(1).transpose(1, 2);
        Assert.InRange(golden.WorstDeviation(network.call(input).contiguous()), 0, 1e-4);
    }

    private static ByolACnn Golden(int dimension, out GoldenNetwork golden)
    {
        golden = GoldenNetwork.Read($"byol-a-cnn-{dimension}");
        var network = new ByolACnn(dimension);
        golden.Fill(network, ByolACnnKeys.All);
        network.eval();
        return network;
    }
}
