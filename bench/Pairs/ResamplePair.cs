using System.Globalization;
using Hares.Ingest.Audio;

namespace Hares.Bench.Pairs;

/// <summary>Settings: from Hz, to Hz, "default" or "torchaudio", file of samples.</summary>
internal sealed class ResamplePair : IPairWork
{
    private readonly Resampler _resampler;
    private readonly float[] _samples, _resampled;

    public ResamplePair(string[] settings)
    {
        var options = settings[2] == "torchaudio" ? ResamplerOptions.TorchaudioDefault : ResamplerOptions.Default;
        _resampler = new Resampler(
            int.Parse(settings[0], CultureInfo.InvariantCulture),
            int.Parse(settings[1], CultureInfo.InvariantCulture),
            options);
        _samples = FloatFile.Read(settings[3]);
        _resampled = new float[_resampler.OutputLength(_samples.Length)];
    }

    public ReadOnlySpan<float> Run()
    {
        _resampler.Resample(_samples, _resampled);
        return _resampled;
    }

    public void Dispose()
    {
    }
}
