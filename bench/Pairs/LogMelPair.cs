using Hares.Features;

namespace Hares.Bench.Pairs;

/// <summary>Settings: preset, file of samples.</summary>
internal sealed class LogMelPair : IPairWork
{
    private readonly LogMel _logMel;
    private readonly float[] _samples, _levels;

    public LogMelPair(string[] settings)
    {
        _logMel = new LogMel(FrontEnds.Named(settings[0]).LogMel);
        _samples = FloatFile.Read(settings[1]);
        _levels = new float[_logMel.Frames(_samples.Length) * _logMel.Options.Bands];
    }

    public ReadOnlySpan<float> Run()
    {
        _logMel.Compute(_samples, _levels);
        return _levels;
    }

    public void Dispose()
    {
    }
}
