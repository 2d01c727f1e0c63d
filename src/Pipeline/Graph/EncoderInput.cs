using Hares.Features;

namespace Hares.Pipeline.Graph;

/// <summary>
/// What an encoder is fed, one of the two below. A window of it is an array of frames x bands. Equal inputs share resampling, windows and log-mel.
/// </summary>
/// <param name="SampleRateHz">Rate that clips are resampled to.</param>
internal abstract record EncoderInput(int SampleRateHz)
{
    /// <summary>Everything the windows' values depend on besides the audio: part of the encoder key.</summary>
    public abstract string Description { get; }

    /// <summary>Values a frame.</summary>
    public abstract int Bands { get; }

    /// <summary>Seconds between two frames.</summary>
    public abstract double FrameSeconds { get; }

    /// <summary>Frames of a window of so many samples.</summary>
    public abstract int Frames(int samples);

    /// <summary>What an architecture of the catalogue is fed.</summary>
    /// <param name="frontEnd">The preset it was published with; null where it takes the waveform.</param>
    public static EncoderInput Of(string? frontEnd, int sampleRateHz) =>
        frontEnd is null ? new WaveformInput(sampleRateHz) : new LogMelInput(FrontEnds.Named(frontEnd).LogMel);
}
