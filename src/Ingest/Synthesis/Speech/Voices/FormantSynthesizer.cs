using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>
/// Turns articulation into sound: voice and breath through a cascade of six formants and a nose, the noise of constrictions beside it. A small
/// relative of Klatt, "Software for a cascade/parallel formant synthesizer" (1980).
/// </summary>
internal sealed class FormantSynthesizer
{
    public const int SampleRateHz = 16_000;

    private const double NoseHz = 270;
    private const double NoseZeroShiftHz = 210;
    private const double NoseBandwidthHz = 100;
    private const double F4Hz = 3400;
    private const double F5Hz = 4300;
    private const double F6Hz = 5400;
    private const double HighestHz = 7600;
    private const double BreathLevel = 0.12;

    private readonly Speaker _speaker;
    private readonly GlottalSource _larynx;
    private Constriction _constriction;
    private Resonator _first, _second, _third, _fourth, _fifth, _sixth, _nosePole, _noseZero;

    public FormantSynthesizer(Speaker speaker, SeededRandom random)
    {
        (_speaker, _larynx, _constriction) = (speaker, new GlottalSource(speaker, random), new Constriction(random));
        _fourth.Tune(Formant(4, F4Hz), 250);
        _fifth.Tune(Formant(5, F5Hz), 350);
        _sixth.Tune(Formant(6, F6Hz), 600);
        _nosePole.Tune(NoseHz, NoseBandwidthHz);
    }

    /// <summary>The sound, at no particular level.</summary>
    public float[] Render(Articulation articulation, Track pitchHz)
    {
        var samples = new float[articulation.Frames * Track.FrameSamples];
        for (var frame = 0; frame < articulation.Frames; frame++)
        {
            Tune(articulation, frame);
            double voicing = articulation.Voicing[frame], noise = articulation.Noise[frame] + articulation.Burst[frame];
            var breath = BreathLevel * (_speaker.Breathiness * voicing + articulation.Aspiration[frame]);
            foreach (ref var sample in samples.AsSpan(frame * Track.FrameSamples, Track.FrameSamples))
            {
                var source = _larynx.Next(pitchHz[frame]);
                sample = (float)(Cascade(voicing * source.Voice + breath * source.Breath) + noise * _constriction.Next());
            }
        }
        return samples;
    }

    private void Tune(Articulation articulation, int frame)
    {
        var nasality = articulation.Nasality[frame];
        _noseZero.Tune(NoseHz + NoseZeroShiftHz * nasality, NoseBandwidthHz);
        _first.Tune(Formant(1, articulation.F1Hz[frame]), 60 + 60 * nasality);
        _second.Tune(Formant(2, articulation.F2Hz[frame]), 90 + 160 * nasality);
        _third.Tune(Formant(3, articulation.F3Hz[frame]), 140 + 200 * nasality);
        _constriction.Tune(Math.Min(articulation.NoiseHz[frame] * Math.Sqrt(_speaker.TractScale), HighestHz), articulation.NoiseBandwidthHz[frame]);
    }

    /// <summary>Where a formant of an average man lies in this speaker's tract.</summary>
    private double Formant(int number, double hz) => Math.Min(hz * _speaker.TractScale * _speaker.FormantScale[number - 1], HighestHz);

    private double Cascade(double x) => _sixth.Resonate(_fifth.Resonate(_fourth.Resonate(_third.Resonate(_second.Resonate(_first.Resonate(
        _nosePole.Resonate(_noseZero.Cancel(x))))))));
}
