using Hares.Embed.Encoders.Cpc;
using Hares.Embed.Encoders.EfficientNet;
using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Encoders.SlowFast;
using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Weights;
using Hares.Features;
using static TorchSharp.torch;

namespace Hares.Embed.Encoders;

/// <summary>Builds networks in their inference form. The first class on the way to an encoder that loads the tensor library.</summary>
internal static class NetworkFactory
{
    private const int ByolACnnWindowsAtOnce = 4;
    private const int Cnn14WindowsAtOnce = 8;
    private const int ConvolutionalWindowsAtOnce = 8;
    private const int TransformerWindowsAtOnce = 4;
    private const int CpcWindowsAtOnce = 4;

    public static IEncoder ByolACnn(EncoderSettings settings, int width, int dimension, string device, int threads) => Build(
        () => new ByolACnn(width, settings.Pooling ?? Pooling.MeanMax),
        settings,
        dimension,
        new(
            Encoders.ByolACnn.Bands, Encoders.ByolACnn.MinimumFrames,
            Normalisation.Fixed(settings.Mean, settings.StandardDeviation), ByolACnnWindowsAtOnce),
        device,
        threads);

    public static IEncoder Cnn14(EncoderSettings settings, int dimension, string device, int threads) => Build(
        () => new Cnn14(),
        settings,
        dimension,
        new(Encoders.Cnn14.Bands, Encoders.Cnn14.MinimumFrames, Normalisation.None, Cnn14WindowsAtOnce),
        device,
        threads);

    /// <summary>The networks that take standardised log-mel of any size.</summary>
    public static IEncoder Convolutional(EncoderSettings settings, int dimension, int bands, string device, int threads) => Build(
        () => Convolutional(settings.Architecture, settings.Pooling ?? Pooling.Mean),
        settings,
        dimension,
        new(bands, MinimumFrames: 1, Normalisation.PerWindow, ConvolutionalWindowsAtOnce),
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

    private static nn.Module<Tensor, Tensor> Convolutional(string architecture, Pooling pooling) => architecture switch
    {
        EncoderCatalogue.SlowFastNfNetF0 => new SlowFastNfNet(pooling),
        EncoderCatalogue.EfficientNetB0 => new EfficientNetB0(pooling),
        EncoderCatalogue.ResNet50 => new ResNet50(pooling),
        EncoderCatalogue.SlowFastResNet50 => new SlowFastResNet(Normaliser.Batch, pooling),
        EncoderCatalogue.SlowFastResNet50NoNorm => new SlowFastResNet(Normaliser.None, pooling),
        EncoderCatalogue.SlowFastResNet50LayerNorm => new SlowFastResNet(Normaliser.Layer, pooling),
        EncoderCatalogue.SlowFastResNet50InstanceNorm => new SlowFastResNet(Normaliser.Instance, pooling),
        EncoderCatalogue.SlowFastNfResNet50 => new SlowFastNfResNet(pooling),
        EncoderCatalogue.NfNetF0 => new NfNetF0(pooling),
        _ => throw new ArgumentOutOfRangeException(nameof(architecture), architecture, "Not one of the convolutional networks."),
    };

    private static NetworkEncoder Build(
        Func<nn.Module<Tensor, Tensor>> make, EncoderSettings settings, int dimension, NetworkInput input, string device, int threads)
    {
        var target = TorchDevice.Of(device);
        var network = make();
        try
        {
            if (settings.WeightsPath is { } path)
                Load(network, path, settings.Architecture);
            else
                RandomWeights.Fill(network, settings.Seed);
            if (settings.ExportPath is { } export)
                SafetensorsWriter.Write(export, [.. WeightsLoader.State(network).Select(tensor => (tensor.Key, tensor.Value))]);
            InferenceForm.Take(network, target, settings.Precision);
            return new NetworkEncoder(network, dimension, input with { BytesPerFrame = EncoderCatalogue.ActivationBytesPerFrame(settings) }, target, threads);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static void Load(nn.Module network, string path, string architecture)
    {
        WeightsLoader.Load(network, path, architecture);
        IdentifiedWeights.RequireUnchanged(path, () => WeightsHash.Of(path));
    }
}
