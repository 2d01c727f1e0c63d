using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>
/// The voice as it leaves the larynx: the derivative of a glottal flow that rises, falls and stops (Klatt and Klatt, "Analysis, synthesis, and
/// perception of voice quality variations", 1990: t² - t³ while the glottis is open), with cycles of uneven length and strength.
/// </summary>
internal sealed class GlottalSource(Speaker speaker, SeededRandom random)
{
    private const int Rate = FormantSynthesizer.SampleRateHz;

    /// <summary>Two pi over the natural logarithm of 2, for powers of e by powers of two.</summary>
    private const double TauByLn2 = 9.064720283654388;

    private readonly double _tilt = 1 - PortableMath.Exp2(-TauByLn2 * speaker.TiltHz / Rate);
    private double _phase = random.Unit();
    private double _period = 1;
    private double _strength = 1;
    private double _voice;

    /// <summary>The next sample of voice and of breath, which flows more freely while the glottis is open.</summary>
    public (double Voice, double Breath) Next(double pitchHz)
    {
        _phase += pitchHz / (Rate * _period);
        if (_phase >= 1) BeginCycle();
        var t = _phase / speaker.OpenQuotient;
        var isOpen = t < 1;
        _voice += _tilt * ((isOpen ? _strength * t * (2 - 3 * t) : 0) - _voice);
        return (_voice, random.Noise() * (isOpen ? 1 : 0.3));
    }

    private void BeginCycle()
    {
        _phase -= Math.Floor(_phase);
        _period = 1 + Math.Clamp(speaker.Jitter * random.Noise(), -0.2, 0.2);
        _strength = 1 + Math.Clamp(3 * speaker.Jitter * random.Noise(), -0.5, 0.5);
    }
}
