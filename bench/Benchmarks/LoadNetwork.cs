using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Embed;
using Hares.Embed.Encoders;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// SlowFast NFNet-F0 from a safetensors file in the system's file cache to an encoder ready for its first window, weights standardised.
/// </summary>
[LongWork]
public class LoadNetwork : IRated
{
    private const int Dimension = 3456;
    private const string Architecture = "slowfast-nfnet-f0";
    private TemporaryFolder _folder = null!;

    Rate IRated.Rate => new(4e-6 * EncoderCatalogue.Find(Architecture).Sizes.Single().Parameters, "MB/s");

    private string Weights => _folder.File("weights.safetensors");

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        _folder = new TemporaryFolder();
        using var made = EncoderCatalogue.Create(new() { Architecture = Architecture, Dimension = Dimension, ExportPath = Weights }, "cpu");
    }

    [GlobalCleanup]
    public void CleanUp() => _folder.Dispose();

    [Benchmark]
    public void Hares() =>
        EncoderCatalogue.Create(new() { Architecture = Architecture, Dimension = Dimension, WeightsPath = Weights }, "cpu").Dispose();
}
