using Hares.Embed.Encoders.NormalizerFree;
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

    private static NetworkEncoder Build<T>(Func<T> make, EncoderSettings settings, int dimension, NetworkInput input, string device, int threads)
        where T : nn.Module<Tensor, Tensor>, IFoldable
    {
        var target = TorchDevice.Of(device);
        var network = make();
        try
        {
            if (settings.WeightsPath is { } path)
                WeightsLoader.Load(network, path, KeyMaps.Of(settings.Architecture));
            else
                RandomWeights.Fill(network, settings.Seed);
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
