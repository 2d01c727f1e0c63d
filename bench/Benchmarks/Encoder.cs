using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Ingest.Synthesis.Signals;

namespace Hares.Bench.Benchmarks;

/// <summary>A batch of windows of three seconds, random weights, a thread for each processor. The limit is the machine's multiply-adds.</summary>
[LongWork]
public class Encoder : IRated
{
    private const int WindowSeconds = 3;
    private int _frames;
    private IEncoder _encoder = null!;
    private float[][] _windows = [];

    [Params("byol-a-cnn 512", "byol-a-cnn 2048", "slowfast-nfnet-f0 3456", "vit-base 768", "wav2vec2-base 768", "bidir-cpc 1024")]
    public string Network { get; set; } = "";

    [Params(16, 32)]
    public int Batch { get; set; }

    Rate IRated.Rate => new(Batch * GFlopPerWindow, "GFLOP/s", MachinePeak.GFlopPerSecondOfAll);

    /// <summary>Two for each multiply-add of the convolutions and dense layers; the rest is not counted.</summary>
    private double GFlopPerWindow => Network switch
    {
        "byol-a-cnn 512" => 0.503,
        "byol-a-cnn 2048" => 0.853,
        "vit-base 768" => 16.34,
        "wav2vec2-base 768" => 41.55,
        "bidir-cpc 1024" => 24.25,
        _ => 7.442,
    };

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        var settings = new EncoderSettings { Architecture = Network.Split(' ')[0], Dimension = int.Parse(Network.Split(' ')[1]) };
        _encoder = EncoderCatalogue.Create(settings, "cpu");
        var random = new SeededRandom(1, "bench/windows");
        var entry = EncoderCatalogue.Find(settings.Architecture);
        _frames = entry.FrontEnd is null ? WindowSeconds * entry.SampleRateHz : 100 * WindowSeconds + 1;
        var values = _frames * entry.Bands;
        _windows = [.. Enumerable.Range(0, Batch).Select(_ => Enumerable.Range(0, values).Select(_ => (float)random.Noise()).ToArray())];
    }

    [GlobalCleanup]
    public void CleanUp() => _encoder.Dispose();

    [Benchmark]
    public float[][] Hares() => _encoder.Embed(_windows, _frames);
}
