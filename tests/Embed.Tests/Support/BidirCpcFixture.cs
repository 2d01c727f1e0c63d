using Hares.Embed.Encoders.Cpc;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Support;

/// <summary>A Bidir-CPC of random weights, built once.</summary>
public sealed class BidirCpcFixture : IDisposable
{
    public BidirCpcFixture()
    {
        RandomWeights.Fill(Network, seed: 1);
        Network.eval();
    }

    internal BidirCpc Network { get; } = new();

    public void Dispose() => Network.Dispose();
}
