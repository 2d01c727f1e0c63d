using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Support;

/// <summary>The golden SlowFast NFNet in both forms, built once: 63 million parameters take a while.</summary>
public sealed class SlowFastNfNetFixture : IDisposable
{
    public SlowFastNfNetFixture()
    {
        Golden.Fill(Trainable, SlowFastNfNetKeys.All);
        var state = WeightsLoader.State(Trainable);
        foreach (var (name, tensor) in WeightsLoader.State(Folded))
            state[name].bytes.CopyTo(tensor.bytes);
        Folded.Fold();
        Trainable.eval();
        Folded.eval();
    }

    internal GoldenNetwork Golden { get; } = GoldenNetwork.Read("slowfast-nfnet-f0");

    internal SlowFastNfNet Trainable { get; } = new();

    internal SlowFastNfNet Folded { get; } = new();

    public void Dispose()
    {
        Trainable.Dispose();
        Folded.Dispose();
    }
}
