namespace Hares.Embed.Encoders;

/// <summary>The networks that give a vector for each step of time, or patch, and pool those at the very end.</summary>
internal static class SequenceEntries
{
    public static IReadOnlyList<EncoderEntry> All { get; } =
    [
        new()
        {
            Name = EncoderCatalogue.VitBase,
            Description = "Transformer of 12 layers on patches of 16 frames x 16 bands",
            Source = "ViT, arXiv 2010.11929; torchvision",
            FrontEnd = "hares",
            SampleRateHz = 16_000,
            Bands = Transformers.VitBase.Bands,
            ActivationBytesPerFrame = 45_000,
            Poolings = [Pooling.Token, .. EncoderEntry.OverTime],
            Layers = Transformers.VitBase.Layers,
            Sizes = [new(768, 85_327_872) { MultiplyAddsPerSecond = 2_780_758_016 }],
        },
        new()
        {
            Name = EncoderCatalogue.Wav2Vec2Base,
            Description = "Seven convolutions on the waveform, then a transformer of 12 layers",
            Source = "wav2vec 2.0, arXiv 2006.11477; torchaudio",
            FrontEnd = null,
            SampleRateHz = 16_000,
            Bands = 1,
            MinimumFrames = Transformers.Wav2Vec2Base.MinimumSamples,
            ActivationBytesPerFrame = 1_600,
            Poolings = EncoderEntry.OverTime,
            Layers = Transformers.Wav2Vec2Base.Layers,
            Sizes = [new(768, 94_370_944) { MultiplyAddsPerSecond = 7_061_634_048 }],
        },
        new()
        {
            Name = EncoderCatalogue.BidirCpc,
            Description = "Ten convolutions on the waveform, then causal ones in both directions of time",
            Source = "CPC, arXiv 2001.11128; no published code",
            FrontEnd = null,
            SampleRateHz = 16_000,
            Bands = 1,
            MinimumFrames = Cpc.BidirCpc.MinimumSamples,
            ActivationBytesPerFrame = 1_200,
            Poolings = EncoderEntry.OverTime,
            Sizes = [new(Cpc.BidirCpc.Dimension, 36_209_664) { MultiplyAddsPerSecond = 4_042_389_845 }],
        },
    ];
}
