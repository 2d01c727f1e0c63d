using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Ingest.Audio;

namespace Hares.Bench.Benchmarks;

/// <summary>A minute of mono audio to 16 kHz, on one thread. The limit is one multiply-add a tap and output sample.</summary>
[ShortWork]
public class Resample : IRated
{
    private const int Seconds = 60, ToHz = 16_000;
    private Resampler _resampler = null!;
    private float[] _samples = [], _resampled = [];

    [Params(44_100, 48_000, 8_000)]
    public int FromHz { get; set; }

    [Params("default", "torchaudio")]
    public string Quality { get; set; } = "";

    Rate IRated.Rate => new(Seconds, "x real time", MachinePeak.GFlopPerSecond * 1e9 / (2.0 * Taps * ToHz));

    private ResamplerOptions Options => Quality == "default" ? ResamplerOptions.Default : ResamplerOptions.TorchaudioDefault;

    /// <summary>Input samples under the filter.</summary>
    private double Taps => 2 * Options.ZeroCrossings * FromHz / (Math.Min(FromHz, ToHz) * Options.RollOff);

    [GlobalSetup]
    public void Setup()
    {
        _resampler = new Resampler(FromHz, ToHz, Options);
        _samples = Sound.Make(Seconds, FromHz);
        _resampled = new float[_resampler.OutputLength(_samples.Length)];
    }

    [Benchmark]
    public void Hares() => _resampler.Resample(_samples, _resampled);
}
