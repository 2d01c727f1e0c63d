using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Encoders.NormalizerFree;

[Collection("native")]
public sealed class NfNetF0Tests
{
    [Fact]
    public void Before_and_after_folding_the_network_gives_what_the_original_gives()
    {
        var golden = GoldenNetwork.Read("nfnet-f0");
        using var network = new NfNetF0();
        golden.Fill(network, NfNetF0Keys.All);
        network.eval();
        Assert.Equal(golden.ParameterCount, network.parameters().Sum(parameter => parameter.numel()));
        Assert.InRange(GoldenDeviation(), 0, 1e-4);
        network.Fold();
        Assert.InRange(GoldenDeviation(), 0, 1e-4);

        double GoldenDeviation()
        {
            var shape = golden.Input.Shape; // windows, frames, bands, one channel
            return golden.WorstDeviation(Forward.Of(network, golden.Input.Values(), (int)shape[0], (int)shape[1], (int)shape[2]));
        }
    }
}
