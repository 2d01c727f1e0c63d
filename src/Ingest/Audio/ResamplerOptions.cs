namespace Hares.Ingest.Audio;

/// <summary>The low-pass filter of a <see cref="Resampler"/>: a sinc under a window.</summary>
public sealed record ResamplerOptions
{
    /// <summary>Zero crossings of the sinc on each side of its middle: more give a steeper filter at proportional cost. Default 46.</summary>
    public int ZeroCrossings { get; init; } = 46;

    /// <summary>
    /// Where the filter's response has fallen by half (6 dB), as a share of the lower of the two Nyquist frequencies. Default 0.98.
    /// </summary>
    public double RollOff { get; init; } = 0.98;

    /// <summary>
    /// Shape of the Kaiser window: a higher one keeps aliases lower and makes the filter less steep. Null takes a Hann window. Default 14.5.
    /// </summary>
    public double? KaiserBeta { get; init; } = 14.5;

    /// <summary>Better than soxr HQ in pass band and alias rejection.</summary>
    public static ResamplerOptions Default { get; } = new();

    /// <summary>torchaudio.functional.resample with its default values: Hann, 6 zero crossings, roll-off 0.99.</summary>
    public static ResamplerOptions TorchaudioDefault { get; } = new() { ZeroCrossings = 6, RollOff = 0.99, KaiserBeta = null };

    /// <summary>Throws when the options make no filter.</summary>
    internal void Validate()
    {
        Check(ZeroCrossings is >= 1 and <= 1000, ZeroCrossings, "ZeroCrossings must be 1 to 1000.");
        Check(RollOff is > 0.1 and <= 1, RollOff, "RollOff must be above 0.1 and at most 1.");
        Check(KaiserBeta is null or (>= 0 and <= 100), KaiserBeta, "KaiserBeta must be 0 to 100.");

        static void Check(bool isValid, object? value, string rule)
        {
            if (!isValid) throw new ArgumentOutOfRangeException("options", value, rule);
        }
    }
}
