namespace Hares.Ingest.Audio;

/// <summary>The sample rates and channel counts that Hares takes for real.</summary>
internal static class HeaderLimits
{
    public const int MinSampleRateHz = 1_000, MaxSampleRateHz = 768_000, MaxChannels = 64;

    /// <summary>The skip for a header outside the limits; null when it is inside.</summary>
    public static Skipped? Check(string path, int sampleRateHz, int channels)
    {
        if (sampleRateHz is < MinSampleRateHz or > MaxSampleRateHz)
            return new(SkipReason.BadHeader, $"The header of '{path}' gives a sample rate of {sampleRateHz} Hz, outside " +
                $"{MinSampleRateHz} to {MaxSampleRateHz}; correct the header or convert the file.");
        if (channels is < 1 or > MaxChannels)
            return new(SkipReason.BadHeader, $"The header of '{path}' gives {channels} channels, outside 1 to {MaxChannels}; " +
                "convert the file to fewer channels.");
        return null;
    }
}
