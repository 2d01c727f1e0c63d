using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Encoders.SlowFast;
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
    private const int Cnn14WindowsAtOnce = 16; // libtorch rearranges the weights in every pass, 300 MB: as many windows as may share that
    private const int ConvolutionalWindowsAtOnce = 16;

    public static IEncoder ByolACnn(EncoderSettings settings, int dimension, string device, int threads) => Build(
        () => new ByolACnn(dimension),
        settings,
        dimension,
        new(Encoders.ByolACnn.Bands, Encoders.ByolACnn.MinimumFrames, Normalisation.Fixed(settings.Mean, settings.StandardDeviation), ByolACnnWindowsAtOnce),
        device,
        threads);

    public static IEncoder SlowFastNfNet(EncoderSettings settings, int bands, string device, int threads) => Build(
        () => new SlowFastNfNet(),
        settings,
        (int)(NfPathShape.Fast.Features + NfPathShape.Slow.Features),
        new(bands, MinimumFrames: 1, Normalisation.PerWindow, SlowFastNfNetWindowsAtOnce),
        device,
        threads);

    public static IEncoder Cnn14(EncoderSettings settings, string device, int threads) => Build(
        () => new Cnn14(),
        settings,
        Encoders.Cnn14.Dimension,
        new(Encoders.Cnn14.Bands, Encoders.Cnn14.MinimumFrames, Normalisation.None, Cnn14WindowsAtOnce),
        device,
        threads,
        Initialisation.GlorotUniform);

    /// <summary>The networks that take standardised log-mel of any size.</summary>
    public static IEncoder Convolutional(EncoderSettings settings, int dimension, int bands, string device, int threads)
    {
        return settings.Architecture switch
        {
            EncoderCatalogue.EfficientNetB0 => Of(() => new EfficientNetB0(), Initialisation.HeFanOutNormal),
            EncoderCatalogue.ResNet50 => Of(() => new ResNet50(), Initialisation.HeFanOutNormal),
            EncoderCatalogue.SlowFastResNet50 => Of(() => new SlowFastResNet(Normaliser.Batch), Initialisation.HeFanOutNormal),
            EncoderCatalogue.SlowFastResNet50NoNorm => Of(() => new SlowFastResNet(Normaliser.None), Initialisation.HeFanOutNormal),
            EncoderCatalogue.SlowFastResNet50LayerNorm => Of(() => new SlowFastResNet(Normaliser.Layer), Initialisation.HeFanOutNormal),
            EncoderCatalogue.SlowFastResNet50InstanceNorm => Of(() => new SlowFastResNet(Normaliser.Instance), Initialisation.HeFanOutNormal),
            EncoderCatalogue.SlowFastNfResNet50 => Of(() => new SlowFastNfResNet(), Initialisation.FanInNormal),
            EncoderCatalogue.NfNetF0 => Of(() => new NfNetF0(), Initialisation.FanInNormal),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Architecture, "Not one of the convolutional networks."),
        };

        NetworkEncoder Of<T>(Func<T> make, Initialisation initialisation) where T : nn.Module<Tensor, Tensor>, IFoldable =>
            Build(make, settings, dimension, new(bands, MinimumFrames: 1, Normalisation.PerWindow, ConvolutionalWindowsAtOnce), device, threads, initialisation);
    }

    private static NetworkEncoder Build<T>(
        Func<T> make, EncoderSettings settings, int dimension, NetworkInput input, string device, int threads,
        Initialisation initialisation = Initialisation.FanInNormal)
        where T : nn.Module<Tensor, Tensor>, IFoldable
    {
        var target = TorchDevice.Of(device);
        var network = make();
        try
        {
            if (settings.WeightsPath is { } path)
                WeightsLoader.Load(network, path);
            else
                RandomWeights.Fill(network, settings.Seed, initialisation);
            network.to(target); // before folding, whose results are not among what to() moves
            network.Fold();
            return new NetworkEncoder(network, dimension, input, target, threads);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
