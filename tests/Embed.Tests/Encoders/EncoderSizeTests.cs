using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Cpc;
using Hares.Embed.Encoders.EfficientNet;
using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Encoders.SlowFast;
using Hares.Embed.Encoders.Transformers;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class EncoderSizeTests
{
    private const int Seconds = 3;

    [Theory]
    [InlineData("byol-a-cnn", 2048)]
    [InlineData("byol-a-cnn", 512)]
    [InlineData("slowfast-nfnet-f0", 3456)]
    [InlineData("efficientnet-b0", 1280)]
    [InlineData("cnn14", 2048)]
    [InlineData("resnet50", 2048)]
    [InlineData("slowfast-resnet50", 2304)]
    [InlineData("slowfast-resnet50-no-norm", 2304)]
    [InlineData("slowfast-resnet50-ln", 2304)]
    [InlineData("slowfast-resnet50-in", 2304)]
    [InlineData("slowfast-nf-resnet50", 2304)]
    [InlineData("nfnet-f0", 3072)]
    [InlineData("vit-base", 768)]
    [InlineData("wav2vec2-base", 768)]
    [InlineData("bidir-cpc", 1024)]
    public void Parameters_and_multiply_adds_of_the_catalogue_are_those_of_the_network(string name, int dimension)
    {
        var entry = EncoderCatalogue.Find(name);
        using var network = New(name, dimension);
        network.eval();
        var frames = entry.FrontEnd is null ? entry.SampleRateHz * Seconds : 100 * Seconds + 1;
        var counted = new EncoderSize(dimension, (int)network.parameters().Sum(parameter => parameter.numel()))
        {
            MultiplyAddsPerSecond = MultiplyAdds.Of(network, frames, entry.Bands) / Seconds,
        };
        Assert.Equal(counted, entry.Sizes.Single(size => size.Dimension == dimension));
    }

    private static nn.Module<Tensor, Tensor> New(string name, int dimension) => name switch
    {
        "byol-a-cnn" => new ByolACnn(dimension),
        "slowfast-nfnet-f0" => new SlowFastNfNet(),
        "efficientnet-b0" => new EfficientNetB0(),
        "cnn14" => new Cnn14(),
        "resnet50" => new ResNet50(),
        "slowfast-resnet50" => new SlowFastResNet(Normaliser.Batch),
        "slowfast-resnet50-no-norm" => new SlowFastResNet(Normaliser.None),
        "slowfast-resnet50-ln" => new SlowFastResNet(Normaliser.Layer),
        "slowfast-resnet50-in" => new SlowFastResNet(Normaliser.Instance),
        "slowfast-nf-resnet50" => new SlowFastNfResNet(),
        "nfnet-f0" => new NfNetF0(),
        "vit-base" => new VitBase(),
        "wav2vec2-base" => new Wav2Vec2Base(),
        "bidir-cpc" => new BidirCpc(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
