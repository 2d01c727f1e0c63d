using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Support;

/// <summary>The golden SlowFast NFNet in both forms, built once: 63 million parameters take a while.</summary>
public sealed class SlowFastNfNetFixture : IDisposable
{
    public SlowFastNfNetFixture()
    {
        Golden = GoldenNetwork.Read("slowfast-nfnet-f0");
        Trainable = Make(Golden);
        Folded = Make(Golden);
        Folded.Fold();
    }

    internal GoldenNetwork Golden { get; }

    internal SlowFastNfNet Trainable { get; }

    internal SlowFastNfNet Folded { get; }

    public void Dispose()
    {
        Trainable.Dispose();
        Folded.Dispose();
    }

    private static SlowFastNfNet Make(GoldenNetwork golden)
    {
        var network = new SlowFastNfNet();
        golden.Fill(network, SlowFastNfNetKeys.All);
        network.eval();
        return network;
    }
}
