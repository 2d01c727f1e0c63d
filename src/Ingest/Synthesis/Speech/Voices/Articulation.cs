namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>What the vocal tract does over an utterance: gestures, run into each other.</summary>
internal sealed class Articulation(IReadOnlyList<Gesture> gestures)
{
    private const double TongueSeconds = 0.055;
    private const double VelumSeconds = 0.07;
    private const double LarynxSeconds = 0.03;
    private const double NarrowingSeconds = 0.045;
    private const double BurstSeconds = 0.006;

    public int Frames { get; } = gestures.Sum(Track.Frames);

    public Track F1Hz { get; } = Track.Filled(gestures, gesture => gesture.Formants.F1Hz).Smoothed(TongueSeconds);

    public Track F2Hz { get; } = Track.Filled(gestures, gesture => gesture.Formants.F2Hz).Smoothed(TongueSeconds);

    public Track F3Hz { get; } = Track.Filled(gestures, gesture => gesture.Formants.F3Hz).Smoothed(TongueSeconds);

    public Track Nasality { get; } = Track.Of(gestures, gesture => gesture.Nasality).Smoothed(VelumSeconds);

    public Track Voicing { get; } = Track.Of(gestures, gesture => gesture.Voicing).Smoothed(LarynxSeconds);

    public Track Aspiration { get; } = Track.Of(gestures, gesture => gesture.Aspiration).Smoothed(LarynxSeconds);

    public Track Noise { get; } = Track.Of(gestures, gesture => gesture.Noise).Smoothed(NarrowingSeconds);

    public Track Burst { get; } = Track.Of(gestures, gesture => gesture.Burst).Smoothed(BurstSeconds);

    public Track NoiseHz { get; } = Track.Filled(gestures, gesture => gesture.NoiseHz);

    public Track NoiseBandwidthHz { get; } = Track.Filled(gestures, gesture => gesture.NoiseBandwidthHz);
}
