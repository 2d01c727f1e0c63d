using System.Globalization;
using System.Numerics;
using Hares.Features.Spectrum;

namespace Hares.Features;

/// <summary>
/// Settings of a log-mel spectrogram. The defaults are those of the front end <c>hares</c>. Ranges are checked where a
/// <see cref="Features.LogMel"/> is made; <see cref="Faults"/> lists what is wrong.
/// </summary>
public sealed record LogMelOptions
{
    private const int MaxFftSize = 1 << 15;
    private const int MaxBands = 1024;

    /// <summary>Samples a second of the waveform, which has one channel and a full scale of 1. Default 16,000 Hz.</summary>
    public int SampleRateHz { get; init; } = 16_000;

    /// <summary>Length of the analysis window in samples, at most <see cref="FftSize"/>. Default 400 (25 ms).</summary>
    public int WindowSamples { get; init; } = 400;

    /// <summary>Length of the Fourier transform in samples, a power of two from 16 to 32,768. Default 512.</summary>
    public int FftSize { get; init; } = 512;

    /// <summary>Distance between frames in samples, at most 32,768. Default 160 (10 ms).</summary>
    public int HopSamples { get; init; } = 160;

    /// <summary>Shape of the analysis window. Default <see cref="WindowKind.HannPeriodic"/>.</summary>
    public WindowKind Window { get; init; } = WindowKind.HannPeriodic;

    /// <summary>Where frames lie. Default <see cref="FrameAlignment.Centred"/>.</summary>
    public FrameAlignment Alignment { get; init; } = FrameAlignment.Centred;

    /// <summary>Whether each frame's mean is subtracted first. Default false.</summary>
    public bool RemoveDc { get; init; }

    /// <summary>Share of the previous sample subtracted within each frame, 0 (none, the default) to 1.</summary>
    public float PreEmphasis { get; init; }

    /// <summary>Number of mel bands, 1 to 1,024. Default 80.</summary>
    public int Bands { get; init; } = 80;

    /// <summary>Lower edge of the lowest band in hertz. Default 60.</summary>
    public double MinHz { get; init; } = 60;

    /// <summary>Upper edge of the highest band in hertz, at most half the sample rate. Default 7,800.</summary>
    public double MaxHz { get; init; } = 7_800;

    /// <summary>Mel scale. Default <see cref="MelScale.Htk"/>.</summary>
    public MelScale Scale { get; init; } = MelScale.Htk;

    /// <summary>Height of the triangles. Default <see cref="MelNorm.None"/>.</summary>
    public MelNorm Norm { get; init; } = MelNorm.None;

    /// <summary>How power becomes a level. Default <see cref="Compression.LogOfSum"/>.</summary>
    public Compression Compression { get; init; } = Compression.LogOfSum;

    /// <summary>The floor of <see cref="Compression"/>, a normal positive number. Default 1e-6.</summary>
    public float Floor { get; init; } = 1e-6f;

    /// <summary>Frequency at which a band's triangle is highest, in hertz.</summary>
    /// <param name="band">0 to <see cref="Bands"/> - 1.</param>
    public double CentreHz(int band)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(band);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, Bands);
        var (low, high) = (Scale.ToMel(MinHz), Scale.ToMel(MaxHz));
        return Scale.ToHz(low + (band + 1) * (high - low) / (Bands + 1));
    }

    /// <summary>One sentence for each setting out of its range; none when the settings are sound.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Check(SampleRateHz is >= 1 and <= 768_000, $"SampleRateHz is {SampleRateHz}, but must be 1 to 768000.");
        Check(FftSize is >= 16 and <= MaxFftSize && BitOperations.IsPow2(FftSize),
            $"FftSize is {FftSize}, but must be a power of two from 16 to {MaxFftSize}.");
        Check(WindowSamples >= 1 && WindowSamples <= FftSize, $"WindowSamples is {WindowSamples}, but must be 1 to FftSize ({FftSize}).");
        Check(HopSamples is >= 1 and <= MaxFftSize, $"HopSamples is {HopSamples}, but must be 1 to {MaxFftSize}.");
        Check(PreEmphasis is >= 0 and <= 1, $"PreEmphasis is {PreEmphasis}, but must be 0 to 1.");
        Check(Bands is >= 1 and <= MaxBands, $"Bands is {Bands}, but must be 1 to {MaxBands}.");
        Check(MinHz >= 0 && MinHz < MaxHz, $"MinHz is {MinHz}, but must be at least 0 and below MaxHz ({MaxHz}).");
        Check(MaxHz <= SampleRateHz / 2.0, $"MaxHz is {MaxHz}, but must be at most half of SampleRateHz ({SampleRateHz}).");
        Check(float.IsNormal(Floor) && Floor > 0, $"Floor is {Floor}, but must be a normal positive number.");
        Check(Enum.IsDefined(Window), $"Window is {Window}, which is no window.");
        Check(Enum.IsDefined(Alignment), $"Alignment is {Alignment}, which is no alignment.");
        Check(Enum.IsDefined(Scale), $"Scale is {Scale}, which is no mel scale.");
        Check(Enum.IsDefined(Norm), $"Norm is {Norm}, which is no norm.");
        Check(Enum.IsDefined(Compression), $"Compression is {Compression}, which is no compression.");
        return faults;

        void Check(bool sound, FormattableString fault)
        {
            if (!sound)
                faults.Add(fault.ToString(CultureInfo.InvariantCulture));
        }
    }
}
