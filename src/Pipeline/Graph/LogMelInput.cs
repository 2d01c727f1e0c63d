using Hares.Features;

namespace Hares.Pipeline.Graph;

/// <summary>Log-mel, before normalisation: encoders that normalise differently share it.</summary>
internal sealed record LogMelInput(LogMelOptions Options) : EncoderInput(Options.SampleRateHz)
{
    public override string Description => new FrontEnd("", Options, Normalisation.None).Description;

    public override int Bands => Options.Bands;

    public override double FrameSeconds => Options.HopSamples / (double)Options.SampleRateHz;

    public override int Frames(int samples) => new LogMel(Options).Frames(samples);
}
