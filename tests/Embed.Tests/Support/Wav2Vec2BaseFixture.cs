using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Support;

/// <summary>The golden wav2vec 2.0 filled once: 94 million values take a while.</summary>
public sealed class Wav2Vec2BaseFixture : IDisposable
{
    public Wav2Vec2BaseFixture()
    {
        Golden.Fill(Network, Wav2Vec2BaseKeys.All);
        Network.eval();
        TrainableOutputs = Outputs();
        Parameters = Network.parameters().Sum(parameter => parameter.numel());
        Network.Fold();
    }

    internal GoldenNetwork Golden { get; } = GoldenNetwork.Read("wav2vec2-base");

    internal Wav2Vec2Base Network { get; } = new();

    /// <summary>The outputs before the network was folded.</summary>
    internal IReadOnlyDictionary<string, float[]> TrainableOutputs { get; }

    /// <summary>Their number before the network was folded.</summary>
    internal long Parameters { get; }

    /// <summary>The network's means over time for the golden input, by the golden outputs' names.</summary>
    internal IReadOnlyDictionary<string, float[]> Outputs()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var waveform = tensor(Golden.Input.Values(), 2, 16_000, 1);
        return new Dictionary<string, float[]>
        {
            ["conv_features_mean_time"] = [.. Network.Features(waveform).mean([1]).data<float>()],
            ["layer_1_mean_time"] = [.. Network.Steps(waveform, layer: 1).mean([1]).data<float>()],
            ["layer_12_mean_time"] = [.. Network.Steps(waveform, layer: 12).mean([1]).data<float>()],
        };
    }

    public void Dispose() => Network.Dispose();
}
