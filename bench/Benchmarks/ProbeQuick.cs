using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Embed;
using Hares.Probe;
using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Quick;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// Logistic regression on 40,000 windows of 1,536 features in 50 classes: one fit of one strength, and a sweep that chooses among eight on
/// 4,000 validation windows, for three seeds.
/// </summary>
[LongWork]
public class ProbeQuick
{
    private const int Train = 40_000, Valid = 4_000, Dimension = 1536, Classes = 50;
    private ProbeTask _task = null!;

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        _task = EmbeddedTask.Make(Train + Valid, Dimension, Classes);
    }

    [GlobalCleanup]
    public void CleanUp() => _task.Embeddings.Dispose();

    [Benchmark(Baseline = true)]
    public object SingleFit() => Fit(new ProbeOptions { Protocol = "quick", Strengths = [1e-3] }, valid: 0);

    [Benchmark]
    public object Sweep() => Fit(new ProbeOptions { Protocol = "quick", Seeds = 3 }, Valid);

    private IReadOnlyList<Fit> Fit(ProbeOptions options, int valid) => new QuickProtocol(options).Fit(
        new TrainingSide(_task, 0, [.. Enumerable.Range(0, Train)], [.. Enumerable.Range(Train, valid)], InnerGroups: null), CancellationToken.None);
}
