using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Support;

/// <summary>The golden ViT, for windows of 80 frames, filled once: 85 million values take a while.</summary>
public sealed class VitBaseFixture : IDisposable
{
    public VitBaseFixture()
    {
        Golden.Fill(Network, VitBaseKeys.All);
        Network.eval();
    }

    internal GoldenNetwork Golden { get; } = GoldenNetwork.Read("vit-base");

    internal VitBase Network { get; } = new(frames: 80);

    public void Dispose() => Network.Dispose();
}
