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
        TrainableOutputs = Outputs();
        Parameters = Network.parameters().Sum(parameter => parameter.numel());
        Network.Fold();
    }

    internal GoldenNetwork Golden { get; } = GoldenNetwork.Read("vit-base");

    internal VitBase Network { get; } = new(frames: 80);

    /// <summary>The network's embeddings of the golden input, before it was folded.</summary>
    internal float[][] TrainableOutputs { get; }

    /// <summary>Their number before the network was folded.</summary>
    internal long Parameters { get; }

    /// <summary>The network's embeddings of the golden input.</summary>
    internal float[][] Outputs() => Forward.Of(Network, Golden.Input.Values(), 2, 80, 80);

    public void Dispose() => Network.Dispose();
}
