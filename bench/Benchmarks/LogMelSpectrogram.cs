using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Features;

namespace Hares.Bench.Benchmarks;

/// <summary>Half a minute of audio to log-mel by each front end, on one thread.</summary>
[ShortWork]
public class LogMelSpectrogram : IRated
{
    /// <summary>
    /// Arithmetic operations that a frame of preset hares takes at least, a multiply-add being one: real transform 8,960, logarithms 1,600,
    /// transposes 1,400, mel 500, window 400; vectors do as many at once as they have lanes.
    /// </summary>
    private const double HaresOperationsPerFrame = 12_700;
    private const int Seconds = 30;
    private LogMel _logMel = null!;
    private float[] _samples = [], _levels = [];

    [Params("hares", "byol-a", "panns", "kaldi")]
    public string Preset { get; set; } = "";

    Rate IRated.Rate => new(Seconds, "x real time", Preset == "hares" ? HaresLimit : null);

    private static double HaresLimit
    {
        get
        {
            var options = FrontEnds.Hares.LogMel;
            var framesPerSecond = options.SampleRateHz / (double)options.HopSamples;
            return MachinePeak.GFlopPerSecond * 1e9 / 2 / (HaresOperationsPerFrame * framesPerSecond);
        }
    }

    [GlobalSetup]
    public void Setup()
    {
        _logMel = new LogMel(FrontEnds.Named(Preset).LogMel);
        _samples = Sound.Make(Seconds, _logMel.Options.SampleRateHz);
        _levels = new float[_logMel.Frames(_samples.Length) * _logMel.Options.Bands];
    }

    [Benchmark]
    public void Hares() => _logMel.Compute(_samples, _levels);
}
