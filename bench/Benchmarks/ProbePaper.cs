using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Probe;
using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Paper;

namespace Hares.Bench.Benchmarks;

/// <summary>Steps of protocol hares, 64 windows each, one seed on one thread. The limit is that thread's multiply-adds, without Adam's.</summary>
[LongWork]
public class ProbePaper : IRated
{
    private const int Windows = 8_192, Dimension = 1536, Classes = 50, Steps = 1_000;
    private readonly ProbeOptions _options = new() { Steps = Steps };
    private ProbeTask _task = null!;

    Rate IRated.Rate => new(Steps, "steps/s", MachinePeak.GFlopPerSecond * 1e9 / (4.0 * PaperRecipe.Linear.BatchSize * Dimension * Classes));

    [GlobalSetup]
    public void Setup() => _task = EmbeddedTask.Make(Windows, Dimension, Classes);

    [GlobalCleanup]
    public void CleanUp() => _task.Embeddings.Dispose();

    [Benchmark]
    public object Hares() => new PaperProtocol(_options, PaperRecipe.Linear).Fit(
        new TrainingSide(_task, 0, [.. Enumerable.Range(0, Windows)], [], InnerGroups: null), CancellationToken.None);
}
