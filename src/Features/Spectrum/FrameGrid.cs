namespace Hares.Features.Spectrum;

/// <summary>
/// Which samples each frame covers. Only the window's samples matter: where the window sits inside the transform changes the phase
/// and not the power, so torch.stft's centring of a short window comes down to an earlier start.
/// </summary>
internal sealed class FrameGrid(LogMelOptions options)
{
    private readonly bool _centred = options.Alignment == FrameAlignment.Centred;
    private readonly int _firstSample = options.Alignment == FrameAlignment.Centred
        ? (options.FftSize - options.WindowSamples) / 2 - options.FftSize / 2
        : 0;

    public int WindowSamples { get; } = options.WindowSamples;

    public int HopSamples { get; } = options.HopSamples;

    public int Frames(int samples)
    {
        if (_centred)
            return 1 + samples / HopSamples;
        return samples < WindowSamples ? 0 : 1 + (samples - WindowSamples) / HopSamples;
    }

    /// <summary>Samples from the start of one frame to the end of the last of <paramref name="frames"/> frames.</summary>
    public int Span(int frames) => (frames - 1) * HopSamples + WindowSamples;

    /// <summary>
    /// Copies what the frames from <paramref name="frame"/> on cover, until <paramref name="target"/> is full. Beyond the edges the
    /// waveform is mirrored (its end sample not repeated), back and forth where it is shorter than what is missing.
    /// </summary>
    public void Copy(ReadOnlySpan<float> samples, int frame, Span<float> target)
    {
        var start = _firstSample + (long)frame * HopSamples;
        var before = (int)Math.Clamp(-start, 0, target.Length);
        var inside = (int)Math.Clamp(samples.Length - (start + before), 0, target.Length - before);
        for (var i = 0; i < before; i++)
            target[i] = samples[Mirrored(start + i, samples.Length)];
        if (inside > 0)
            samples.Slice((int)(start + before), inside).CopyTo(target[before..]);
        for (var i = before + inside; i < target.Length; i++)
            target[i] = samples[Mirrored(start + i, samples.Length)];
    }

    private static int Mirrored(long index, int length)
    {
        if (length == 1)
            return 0;
        while (index < 0 || index >= length)
            index = index < 0 ? -index : 2L * (length - 1) - index;
        return (int)index;
    }
}
