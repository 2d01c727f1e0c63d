using Hares.Embed.Encoders.Cpc;
using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Weights;
using Hares.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>Builds networks in their inference form. The first class on the way to an encoder that loads the tensor library.</summary>
internal static class NetworkFactory
{
    private const int ByolACnnWindowsAtOnce = 2;
    private const int SlowFastNfNetWindowsAtOnce = 16;
    private const int TransformerWindowsAtOnce = 4;
    private const int CpcWindowsAtOnce = 4;

    public static IEncoder ByolACnn(EncoderSettings settings, int width, int dimension, string device, int threads) => Build(
        () => new ByolACnn(width, settings.Pooling ?? Pooling.MeanMax),
        settings,
        dimension,
        new(Encoders.ByolACnn.Bands, Encoders.ByolACnn.MinimumFrames, Normalisation.Fixed(settings.Mean, settings.StandardDeviation), ByolACnnWindowsAtOnce),
        device,
        threads);

    public static IEncoder SlowFastNfNet(EncoderSettings settings, int dimension, int bands, string device, int threads) => Build(
        () => new SlowFastNfNet(settings.Pooling ?? Pooling.Mean),
        settings,
        dimension,
        new(bands, MinimumFrames: 1, Normalisation.PerWindow, SlowFastNfNetWindowsAtOnce),
        device,
        threads);

    public static IEncoder VitBase(EncoderSettings settings, int dimension, string device, int threads) => Build(
        () => new VitBase(settings.Pooling ?? Pooling.Token, settings.Layer ?? Transformers.VitBase.Layers),
        settings,
        dimension,
        new(Transformers.VitBase.Bands, MinimumFrames: 1, Normalisation.PerWindow, TransformerWindowsAtOnce),
        device,
        threads);

    public static IEncoder Wav2Vec2Base(EncoderSettings settings, int dimension, string device, int threads) => Build(
        () => new Wav2Vec2Base(settings.Pooling ?? Pooling.Mean, settings.Layer ?? Transformers.Wav2Vec2Base.Layers),
        settings,
        dimension,
        new(Bands: 1, Transformers.Wav2Vec2Base.MinimumSamples, Normalisation.None, TransformerWindowsAtOnce),
        device,
        threads);

    public static IEncoder BidirCpc(EncoderSettings settings, int dimension, string device, int threads) => Build(
        () => new BidirCpc(settings.Pooling ?? Pooling.Mean),
        settings,
        dimension,
        new(Bands: 1, Cpc.BidirCpc.MinimumSamples, Normalisation.None, CpcWindowsAtOnce),
        device,
        threads);

    private static NetworkEncoder Build<T>(Func<T> make, EncoderSettings settings, int dimension, NetworkInput input, string device, int threads)
        where T : nn.Module<Tensor, Tensor>
    {
        var target = TorchDevice.Of(device);
        var network = make();
        try
        {
            if (settings.WeightsPath is { } path)
                WeightsLoader.Load(network, path, settings.Architecture);
            else
                RandomWeights.Fill(network, settings.Seed);
            if (settings.ExportPath is { } export)
                SafetensorsWriter.Write(export, [.. WeightsLoader.State(network).Select(tensor => (tensor.Key, tensor.Value))]);
            network.to(target); // before folding, whose results are not among what to() moves
            (network as IFoldable)?.Fold();
            return new NetworkEncoder(network, dimension, input, target, threads);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
