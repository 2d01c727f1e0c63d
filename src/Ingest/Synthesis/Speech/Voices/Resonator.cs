using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>
/// A resonance, or an antiresonance, that can be retuned while it sounds: gain 1 at 0 Hz, which keeps the levels of a cascade of them as they are in
/// a vocal tract. After Klatt, "Software for a cascade/parallel formant synthesizer" (1980).
/// </summary>
internal struct Resonator
{
    /// <summary>Keeps the state out of the denormal range, where arithmetic is slow.</summary>
    private const double AntiDenormal = 1e-25;

    /// <summary>Pi over the natural logarithm of 2, so that a power of two does for e to the power of -pi times the bandwidth.</summary>
    private const double PiByLn2 = 4.532360141827194;

    private double _a, _b, _c, _x1, _x2;

    public void Tune(double hz, double bandwidthHz)
    {
        (_b, _c) = Poles(hz, bandwidthHz);
        _a = 1 - _b - _c;
    }

    /// <summary>The coefficients by which a resonance's last two outputs enter the next.</summary>
    public static (double B, double C) Poles(double hz, double bandwidthHz)
    {
        var radius = PortableMath.Exp2(-PiByLn2 * bandwidthHz / FormantSynthesizer.SampleRateHz);
        return (2 * radius * PortableMath.Cos(hz / FormantSynthesizer.SampleRateHz), -radius * radius);
    }

    /// <summary>The next sample of a resonance.</summary>
    public double Resonate(double x)
    {
        var y = _a * x + _b * _x1 + _c * _x2 + AntiDenormal;
        (_x1, _x2) = (y, _x1);
        return y;
    }

    /// <summary>The next sample of an antiresonance, which undoes what <see cref="Resonate"/> does.</summary>
    public double Cancel(double x)
    {
        var y = (x - _b * _x1 - _c * _x2) / _a;
        (_x1, _x2) = (x, _x1);
        return y;
    }
}
