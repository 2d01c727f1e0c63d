using Hares.Embed.Encoders.SlowFast;

namespace Hares.Embed.Encoders;

/// <summary>The convolutional networks that HARES compares with its own.</summary>
internal static class ConvolutionalEntries
{
    private const string SlowFastSource = "SlowFast, arXiv 2103.03516; auditory-slow-fast";
    private const long SlowFastMultiplyAdds = 731_308_394;

    public static IReadOnlyList<EncoderEntry> All { get; } =
    [
        OnHares(
            EncoderCatalogue.EfficientNetB0,
            "Inverted bottlenecks with depthwise convolutions",
            "EfficientNet, arXiv 1905.11946; torchvision",
            activationBytesPerFrame: 35_000,
            new(1280, 4_006_972) { MultiplyAddsPerSecond = 66_384_933 }),
        new()
        {
            Name = EncoderCatalogue.Cnn14,
            Description = "Twelve 3x3 convolutions and a dense layer",
            Source = "PANNs, arXiv 1912.10211; Cnn14",
            FrontEnd = "panns",
            SampleRateHz = 32_000,
            Bands = Cnn14.Bands,
            MinimumFrames = Cnn14.MinimumFrames,
            ActivationBytesPerFrame = 70_000,
            Sizes = [new(Cnn14.Dimension, 79_673_792) { MultiplyAddsPerSecond = 1_978_254_677 }],
        },
        OnHares(
            EncoderCatalogue.ResNet50,
            "Residual bottlenecks with batch norm",
            "ResNet, arXiv 1512.03385; torchvision",
            activationBytesPerFrame: 60_000,
            new(ResNet50.Dimension, 23_501_760) { MultiplyAddsPerSecond = 677_620_906 }),
        OnHares(
            EncoderCatalogue.SlowFastResNet50,
            "A fast and a slow ResNet-50 with batch norm",
            SlowFastSource,
            activationBytesPerFrame: 60_000,
            new(ResPathShape.Dimension, 25_967_208) { MultiplyAddsPerSecond = SlowFastMultiplyAdds }),
        OnHares(
            EncoderCatalogue.SlowFastResNet50NoNorm,
            "A fast and a slow ResNet-50 without normalisation",
            SlowFastSource,
            activationBytesPerFrame: 60_000,
            new(ResPathShape.Dimension, 25_936_864) { MultiplyAddsPerSecond = SlowFastMultiplyAdds }),
        OnHares(
            EncoderCatalogue.SlowFastResNet50LayerNorm,
            "A fast and a slow ResNet-50 with layer norm",
            SlowFastSource,
            activationBytesPerFrame: 60_000,
            new(ResPathShape.Dimension, 25_967_208) { MultiplyAddsPerSecond = SlowFastMultiplyAdds }),
        OnHares(
            EncoderCatalogue.SlowFastResNet50InstanceNorm,
            "A fast and a slow ResNet-50 with instance norm",
            SlowFastSource,
            activationBytesPerFrame: 80_000,
            new(ResPathShape.Dimension, 25_967_208) { MultiplyAddsPerSecond = SlowFastMultiplyAdds }),
        OnHares(
            EncoderCatalogue.SlowFastNfResNet50,
            "A fast and a slow normaliser-free ResNet-50",
            "HARES, arXiv 2111.12124; nf_resnet.py",
            activationBytesPerFrame: 90_000,
            new(ResPathShape.Dimension, 25_967_240) { MultiplyAddsPerSecond = SlowFastMultiplyAdds }),
        OnHares(
            EncoderCatalogue.NfNetF0,
            "Normaliser-free bottlenecks with channel gates",
            "NFNet, arXiv 2102.06171; nfnet.py",
            activationBytesPerFrame: 80_000,
            new(3072, 68_415_996) { MultiplyAddsPerSecond = 1_573_294_549 }),
    ];

    private static EncoderEntry OnHares(string name, string description, string source, int activationBytesPerFrame, EncoderSize size) => new()
    {
        Name = name,
        Description = description,
        Source = source,
        FrontEnd = "hares",
        SampleRateHz = 16_000,
        Bands = 80,
        ActivationBytesPerFrame = activationBytesPerFrame,
        Poolings = EncoderEntry.OverTime,
        Sizes = [size],
    };
}
