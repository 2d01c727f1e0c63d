namespace Hares.Ingest.Audio;

/// <summary>
/// The windowed sinc of torchaudio.functional.resample (functional.py, _get_sinc_resample_kernel) as a function of time. Differences:
/// it is evaluated in float64, only where the window is not zero, and the Kaiser window takes any beta.
/// </summary>
internal sealed class SincKernel
{
    private readonly double _cutoff;    // cycles of the sinc per input sample
    private readonly double _width;     // zero crossings a side
    private readonly double? _beta;
    private readonly double _kaiserScale;

    public SincKernel(int fromHz, int toHz, ResamplerOptions options)
    {
        _cutoff = Math.Min(1, toHz / (double)fromHz) * options.RollOff;
        _width = options.ZeroCrossings;
        _beta = options.KaiserBeta;
        _kaiserScale = 1 / BesselI0(_beta ?? 0);
        HalfTaps = (int)Math.Ceiling(_width / _cutoff);
    }

    /// <summary>The kernel is zero this many input samples from its middle and beyond.</summary>
    public int HalfTaps { get; }

    /// <summary>Weight of an input sample this many input samples after the output sample's time.</summary>
    public float At(double samples)
    {
        var t = samples * _cutoff;
        if (Math.Abs(t) >= _width) return 0;
        var sinc = t == 0 ? 1 : Math.Sin(Math.PI * t) / (Math.PI * t);
        return (float)(_cutoff * sinc * Window(t / _width));
    }

    /// <summary>The window at -1 to 1.</summary>
    private double Window(double x)
    {
        if (_beta is { } beta) return BesselI0(beta * Math.Sqrt(1 - x * x)) * _kaiserScale;
        var cosine = Math.Cos(Math.PI / 2 * x);
        return cosine * cosine;
    }

    /// <summary>Modified Bessel function of the first kind, order 0, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-17; k++)
        {
            var factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }

        return sum;
    }
}
