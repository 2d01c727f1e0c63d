using Hares.Ingest.Numerics;

namespace Hares.Ingest.Synthesis.Signals;

/// <summary>
/// A second-order filter, transposed direct form II. Coefficients after R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter
/// coefficients", with angles in turns.
/// </summary>
internal struct Biquad
{
    /// <summary>
    /// Keeps the state of a filter fed with silence out of the denormal range, where arithmetic is slow; far below one 16-bit step.
    /// </summary>
    private const double AntiDenormal = 1e-25;

    private readonly double _b0, _b1, _b2, _a1, _a2;
    private double _z1, _z2;

    private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (_b0, _b1, _b2, _a1, _a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);

    public static Biquad LowPass(double hz, int sampleRateHz, double q = 0.7071)
    {
        var (cos, alpha) = Angle(hz, sampleRateHz, q);
        return new Biquad((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    public static Biquad HighPass(double hz, int sampleRateHz, double q = 0.7071)
    {
        var (cos, alpha) = Angle(hz, sampleRateHz, q);
        return new Biquad((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>A resonance of gain 1 at its centre.</summary>
    public static Biquad BandPass(double hz, int sampleRateHz, double q)
    {
        var (cos, alpha) = Angle(hz, sampleRateHz, q);
        return new Biquad(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
    }

    public static Biquad Peak(double hz, int sampleRateHz, double q, double gainDecibels)
    {
        var (cos, alpha) = Angle(hz, sampleRateHz, q);
        var a = PortableMath.Decibels(gainDecibels / 2);
        return new Biquad(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
    }

    public double Next(double x)
    {
        x += AntiDenormal;
        var y = _b0 * x + _z1;
        _z1 = _b1 * x - _a1 * y + _z2;
        _z2 = _b2 * x - _a2 * y;
        return y;
    }

    public void Filter(Span<float> samples)
    {
        foreach (ref var sample in samples) sample = (float)Next(sample);
    }

    private static (double Cos, double Alpha) Angle(double hz, int sampleRateHz, double q)
    {
        var turns = Math.Min(hz, 0.49 * sampleRateHz) / sampleRateHz;
        return (PortableMath.Cos(turns), PortableMath.Sin(turns) / (2 * q));
    }
}
