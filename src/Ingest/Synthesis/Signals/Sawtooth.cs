namespace Hares.Ingest.Synthesis.Signals;

/// <summary>A sawtooth between -1 and 1 whose step is rounded over two samples (PolyBLEP), which keeps most of its aliases down.</summary>
internal struct Sawtooth(double phase)
{
    private double _phase = phase;

    /// <summary>The next sample at a frequency given in cycles per sample.</summary>
    public double Next(double frequency)
    {
        _phase += frequency;
        _phase -= Math.Floor(_phase);
        return 2 * _phase - 1 - Step(frequency);
    }

    private readonly double Step(double width)
    {
        if (_phase < width)
        {
            var t = _phase / width;
            return t + t - t * t - 1;
        }
        if (_phase > 1 - width)
        {
            var t = (_phase - 1) / width;
            return t * t + t + t + 1;
        }
        return 0;
    }
}
