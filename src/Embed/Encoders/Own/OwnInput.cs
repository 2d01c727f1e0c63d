using Hares.Features;

namespace Hares.Embed.Encoders.Own;

/// <summary>
/// What a user's model is fed: the waveform, or a preset's log-mel with its own normalisation, as <c>hares-pipeline features</c> shows it.
/// </summary>
internal sealed class OwnInput
{
    private readonly FrontEnd? _frontEnd;
    private readonly float[] _silence;

    public OwnInput(OwnModelSettings settings)
    {
        _frontEnd = settings.FrontEnd is { } name ? FrontEnds.Named(name) : null;
        SampleRateHz = _frontEnd?.LogMel.SampleRateHz ?? settings.SampleRateHz;
        Bands = _frontEnd?.LogMel.Bands ?? 1;
        _silence = Silence();
    }

    public int SampleRateHz { get; }

    /// <summary>Values a frame; 1 for a waveform.</summary>
    public int Bands { get; }

    /// <summary>What happens to a window before the model sees it.</summary>
    public Normalisation Normalisation => _frontEnd?.Normalisation ?? Normalisation.None;

    public int Frames(int samples) => _frontEnd is null ? samples : new LogMel(_frontEnd.LogMel).Frames(samples);

    /// <summary>A stretch of a window as the model sees it: normalised, and prolonged with silence where the window ends before.</summary>
    /// <param name="startFrame">Where it begins in the window.</param>
    /// <param name="stretch">As long as the stretch.</param>
    public void Fill(ReadOnlySpan<float> window, int startFrame, Span<float> stretch)
    {
        var found = window[(startFrame * Bands)..];
        found = found[..Math.Min(found.Length, stretch.Length)];
        found.CopyTo(stretch);
        for (var i = found.Length; i < stretch.Length; i += Bands)
            _silence.CopyTo(stretch[i..]);
        Normalisation.Apply(stretch);
    }

    /// <summary>One frame of it.</summary>
    private float[] Silence()
    {
        if (_frontEnd is not { LogMel: var options })
            return [0];
        var logMel = new LogMel(options);
        var samples = new float[2 * options.FftSize];
        var values = new float[logMel.Frames(samples.Length) * options.Bands];
        logMel.Compute(samples, values);
        return values[..options.Bands];
    }
}
