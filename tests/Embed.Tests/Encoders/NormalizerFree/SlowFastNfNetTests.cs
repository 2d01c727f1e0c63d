using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders.NormalizerFree;

[Collection("native")]
public sealed class SlowFastNfNetTests(SlowFastNfNetFixture networks) : IClassFixture<SlowFastNfNetFixture>
{
    [Fact]
    public void The_folded_network_gives_what_the_original_gives() => Assert.InRange(GoldenDeviation(networks.Folded), 0, 1e-4);

    [Fact]
    public void The_trainable_network_gives_what_the_original_gives() => Assert.InRange(GoldenDeviation(networks.Trainable), 0, 1e-4);

    private double GoldenDeviation(SlowFastNfNet network)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var golden = networks.Golden;
        var input = tensor(golden.Input.Values(), golden.Input.Shape).squeeze(-1);
        var worst = golden.WorstDeviation(network.call(input).contiguous());
        TestContext.Current.TestOutputHelper!.WriteLine($"worst {worst:E2}");
        return worst;
    }
}
