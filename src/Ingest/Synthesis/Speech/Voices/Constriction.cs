using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Speech.Voices;

/// <summary>
/// Noise of turbulent air, coloured by the cavity in front of it: white noise through a resonance that can be retuned and whose peak keeps gain 1
/// (Smith and Angell, "A constant-gain digital resonator tuned by a single coefficient", 1982).
/// </summary>
internal struct Constriction(SeededRandom random)
{
    private double _gain, _b, _c, _x1, _x2, _y1, _y2;

    public void Tune(double hz, double bandwidthHz)
    {
        (_b, _c) = Resonator.Poles(hz, bandwidthHz);
        _gain = (1 + _c) / 2;
    }

    public double Next()
    {
        var x = random.Noise();
        var y = _gain * (x - _x2) + _b * _y1 + _c * _y2;
        (_x1, _x2, _y1, _y2) = (x, _x1, y, _y1);
        return y;
    }
}
