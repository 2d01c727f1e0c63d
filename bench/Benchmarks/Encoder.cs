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
    private const int Seconds = 3;
    private const int Frames = 100 * Seconds + 1;
    private IEncoder _encoder = null!;
    private float[][] _windows = [];

    [Params(
        "byol-a-cnn 512", "byol-a-cnn 2048", "slowfast-nfnet-f0 3456", "efficientnet-b0 1280", "cnn14 2048", "resnet50 2048",
        "slowfast-resnet50 2304", "slowfast-resnet50-no-norm 2304", "slowfast-resnet50-ln 2304", "slowfast-resnet50-in 2304",
        "slowfast-nf-resnet50 2304", "nfnet-f0 3072")]
    public string Network { get; set; } = "";

    [Params(16, 32)]
    public int Batch { get; set; }

    Rate IRated.Rate => new(Batch * GFlopPerWindow, "GFLOP/s", MachinePeak.GFlopPerSecondOfAll);

    /// <summary>Two for each multiply-add of the convolutions and dense layers; the rest is not counted.</summary>
    private double GFlopPerWindow => 2e-9 * Seconds * EncoderCatalogue.Find(Settings.Architecture).Sizes.Single(size => size.Dimension == Settings.Dimension).MultiplyAddsPerSecond;

    private EncoderSettings Settings => new() { Architecture = Network.Split(' ')[0], Dimension = int.Parse(Network.Split(' ')[1]) };

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        _encoder = EncoderCatalogue.Create(Settings, "cpu");
        var random = new SeededRandom(1, "bench/windows");
        var values = Frames * EncoderCatalogue.Find(Settings.Architecture).Bands;
        _windows = [.. Enumerable.Range(0, Batch).Select(_ => Enumerable.Range(0, values).Select(_ => (float)random.Noise()).ToArray())];
    }

    [GlobalCleanup]
    public void CleanUp() => _encoder.Dispose();

    [Benchmark]
    public float[][] Hares() => _encoder.Embed(_windows, Frames);
}
