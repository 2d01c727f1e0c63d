namespace Hares.Ingest.Audio;

/// <summary>
/// What decoding a clip gives: <see cref="Decoded"/>, or <see cref="Skipped"/> with the reason. Bad input is a value, not an exception.
/// </summary>
public abstract record DecodeResult;

/// <summary>A clip's audio as one channel, with which the samples are disposed of.</summary>
/// <param name="Samples">Mono samples, nominally -1 to 1, all finite, at least one.</param>
/// <param name="SampleRateHz">Rate of <paramref name="Samples"/>, the file's own.</param>
public sealed record Decoded(SampleBuffer Samples, int SampleRateHz) : DecodeResult, IDisposable
{
    /// <summary>Length of the audio.</summary>
    public double Seconds => Samples.Length / (double)SampleRateHz;

    /// <inheritdoc/>
    public void Dispose() => Samples.Dispose();
}

/// <summary>A clip that cannot be used.</summary>
/// <param name="Reason">The kind of fault.</param>
/// <param name="Detail">One sentence: what was found, which rule it breaks, what to do.</param>
public sealed record Skipped(SkipReason Reason, string Detail) : DecodeResult;
