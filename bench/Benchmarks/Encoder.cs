using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Ingest.Numerics;

namespace Hares.Bench.Benchmarks;

/// <summary>A batch of windows of three seconds, random weights, a thread for each processor. The limit is the machine's multiply-adds.</summary>
[LongWork]
public class Encoder : IRated
{
    private const int WindowSeconds = 3;
    private int _frames;
    private IEncoder _encoder = null!;
    private float[][] _windows = [];

    [Params(
        "byol-a-cnn 512", "byol-a-cnn 2048", "slowfast-nfnet-f0 3456", "efficientnet-b0 1280", "cnn14 2048", "resnet50 2048",
        "slowfast-resnet50 2304", "slowfast-resnet50-no-norm 2304", "slowfast-resnet50-ln 2304", "slowfast-resnet50-in 2304",
        "slowfast-nf-resnet50 2304", "nfnet-f0 3072", "vit-base 768", "wav2vec2-base 768", "bidir-cpc 1024")]
    public string Network { get; set; } = "";

    [Params(16, 32)]
    public int Batch { get; set; }

    Rate IRated.Rate => new(Batch * GFlopPerWindow, "GFLOP/s", MachinePeak.GFlopPerSecondOfAll);

    /// <summary>Two for each multiply-add of convolutions, dense layers and attention; the rest is not counted.</summary>
    private double GFlopPerWindow => 2e-9 * WindowSeconds * Entry.Sizes.Single(size => size.Dimension == Settings.Dimension).MultiplyAddsPerSecond;

    private EncoderSettings Settings => new() { Architecture = Network.Split(' ')[0], Dimension = int.Parse(Network.Split(' ')[1]) };

    private EncoderEntry Entry => EncoderCatalogue.Find(Settings.Architecture);

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        _encoder = EncoderCatalogue.Create(Settings, "cpu");
        var random = new SeededRandom(1, "bench/windows");
        _frames = Entry.FrontEnd is null ? WindowSeconds * Entry.SampleRateHz : 100 * WindowSeconds + 1;
        _windows = Windows(random, _frames);
        _encoder.Embed(Windows(random, _frames / 2), _frames / 2); // a run has windows of several lengths: none may slow down another
    }

    [GlobalCleanup]
    public void CleanUp() => _encoder.Dispose();

    private float[][] Windows(SeededRandom random, int frames) =>
        [.. Enumerable.Range(0, Batch).Select(_ => Enumerable.Range(0, frames * Entry.Bands).Select(_ => (float)random.Noise()).ToArray())];

    [Benchmark]
    public float[][] Hares() => _encoder.Embed(_windows, _frames);
}
