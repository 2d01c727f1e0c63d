namespace Hares.Features;

/// <summary>The front ends known by name.</summary>
public static class FrontEnds
{
    /// <summary>
    /// The paper's 80 bands at 16 kHz, windows of 25 ms every 10. What it leaves open: a transform of 512, 60 to 7,800 Hz, ln(x + 1e-6); the rest is as
    /// torchaudio's defaults. Standardised per window.
    /// </summary>
    public static FrontEnd Hares { get; } = new("hares", new(), Normalisation.PerWindow);

    /// <summary>
    /// BYOL-A (nttcslab/byol-a, config.yaml): 64 bands at 16 kHz, ln(x + 2^-23). Normalised by the statistics published with its
    /// FSD50K weights; other weights bring their own.
    /// </summary>
    public static FrontEnd ByolA { get; } = new("byol-a", new()
    {
        WindowSamples = 1024,
        FftSize = 1024,
        Bands = 64,
        Floor = 1f / (1 << 23),
    }, Normalisation.Fixed(-5.4919f, 5.0389f));

    /// <summary>
    /// PANNs (qiuqiangkong/audioset_tagging_cnn, Cnn14): 64 Slaney bands at 32 kHz, in decibels. Its networks normalise by themselves.
    /// </summary>
    public static FrontEnd Panns { get; } = new("panns", new()
    {
        SampleRateHz = 32_000,
        WindowSamples = 1024,
        FftSize = 1024,
        HopSamples = 320,
        Bands = 64,
        MinHz = 50,
        MaxHz = 14_000,
        Scale = MelScale.Slaney,
        Norm = MelNorm.Slaney,
        Compression = Compression.Decibels,
        Floor = 1e-10f,
    }, Normalisation.None);

    /// <summary>
    /// Kaldi's filter bank as torchaudio.compliance.kaldi.fbank computes it with a Hann window, 128 bands and no dither, on samples
    /// whose full scale is 1 (Kaldi itself counts from -32768 to 32767).
    /// </summary>
    public static FrontEnd Kaldi { get; } = new("kaldi", new()
    {
        Window = WindowKind.HannSymmetric,
        Alignment = FrameAlignment.SnipEdges,
        RemoveDc = true,
        PreEmphasis = 0.97f,
        Bands = 128,
        MinHz = 20,
        MaxHz = 8_000,
        Scale = MelScale.Kaldi,
        Compression = Compression.LogOfMax,
        Floor = 1.1920929e-7f,
    }, Normalisation.None);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FrontEnd> All { get; } = [Hares, ByolA, Panns, Kaldi];

    /// <summary>The front end of that name.</summary>
    /// <exception cref="ArgumentException">No such name; the message lists those there are.</exception>
    public static FrontEnd Named(string name) =>
        All.FirstOrDefault(frontEnd => frontEnd.Name == name)
        ?? throw new ArgumentException($"There is no front end '{name}'; known are {string.Join(", ", All.Select(f => f.Name))}.", nameof(name));
}
