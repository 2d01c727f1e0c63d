using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Ingest.Numerics;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// A batch of 16 windows of three seconds in either precision, random weights, a thread for each processor. A processor that does not compute in
/// bfloat16 takes 20 to 30 times as long with it.
/// </summary>
[LongWork]
public class EncoderBfloat16
{
    private const int Batch = 16, Frames = 301;
    private IEncoder _float32 = null!, _bfloat16 = null!;
    private float[][] _windows = [];

    [Params("slowfast-nfnet-f0", "resnet50")]
    public string Network { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        (_float32, _bfloat16) = (New(Precision.Float32), New(Precision.Bfloat16));
        var random = new SeededRandom(1, "bench/windows");
        var values = Frames * EncoderCatalogue.Find(Network).Bands;
        _windows = [.. Enumerable.Range(0, Batch).Select(_ => Enumerable.Range(0, values).Select(_ => (float)random.Noise()).ToArray())];
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _float32.Dispose();
        _bfloat16.Dispose();
    }

    [Benchmark(Baseline = true)]
    public float[][] Float32() => _float32.Embed(_windows, Frames);

    [Benchmark]
    public float[][] Bfloat16() => _bfloat16.Embed(_windows, Frames);

    private IEncoder New(Precision precision) =>
        EncoderCatalogue.Create(new EncoderSettings { Architecture = Network, Precision = precision }, "cpu");
}
