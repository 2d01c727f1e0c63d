namespace Hares.Pipeline.Graph;

/// <summary>The samples themselves, full scale 1; a frame is one sample.</summary>
internal sealed record WaveformInput(int SampleRateHz) : EncoderInput(SampleRateHz)
{
    public override string Description => FormattableString.Invariant($"waveform, sample rate {SampleRateHz}");

    public override int Bands => 1;

    public override double FrameSeconds => 1.0 / SampleRateHz;

    public override int Frames(int samples) => samples;
}
