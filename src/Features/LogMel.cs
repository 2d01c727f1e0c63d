using Hares.Features.Spectrum;

namespace Hares.Features;

/// <summary>
/// Waveform to log-mel spectrogram: frames, window, power spectrum, mel filters, logarithm. Equal to torchaudio 0.13.1
/// (transforms.MelSpectrogram, compliance.kaldi.fbank) to rounding. One instance serves any number of threads at once and allocates
/// nothing a call once as many calls have overlapped as ever will. A NaN or infinite sample makes the levels of the frames that see it NaN
/// or infinite, but for bands so narrow that no frequency of the transform lies in them, and those of no others.
/// </summary>
public sealed class LogMel
{
    private readonly LogMelKernel _kernel;

    /// <summary>Makes the tables, which takes a few milliseconds: keep the instance.</summary>
    /// <exception cref="ArgumentException">Settings out of range; the message lists all of them.</exception>
    public LogMel(LogMelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException("Log-mel settings: " + string.Join(' ', faults), nameof(options));
        Options = options;
        _kernel = LogMelKernel.Create(options);
    }

    /// <summary>The settings.</summary>
    public LogMelOptions Options { get; }

    /// <summary>
    /// Frames of a waveform of this many samples. Centred: 1 + samples / hop. Snipped edges: whole frames only, so none where the
    /// waveform is shorter than the analysis window.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No samples.</exception>
    public int Frames(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        return _kernel.Grid.Frames(samples);
    }

    /// <summary>Fills <paramref name="logMel"/>, frames x bands, row by row.</summary>
    /// <param name="samples">Mono, at the rate of the settings, full scale 1. A centred frame that reaches beyond an edge sees the waveform
    /// mirrored there, back and forth where it is shorter than half a frame; one lone sample is repeated.</param>
    /// <param name="logMel">At least <see cref="Frames"/> x <see cref="LogMelOptions.Bands"/> long; what is beyond stays as it is.</param>
    /// <exception cref="ArgumentException">No samples, or too little room.</exception>
    public void Compute(ReadOnlySpan<float> samples, Span<float> logMel)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("A waveform without samples has no log-mel.", nameof(samples));
        var frames = _kernel.Grid.Frames(samples.Length);
        if (logMel.Length < (long)frames * Options.Bands)
            throw new ArgumentException($"{frames} frames x {Options.Bands} bands do not fit into {logMel.Length} values.", nameof(logMel));
        _kernel.Compute(samples, frames, logMel);
    }
}
