using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Embed;
using Hares.Probe;
using Hares.Probe.Protocols.Svm;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// ESC-50's SVM as the paper has it: 1,600 training clips of a fold with ten augmented views each, 3,456 features, 50 classes. The first fold
/// tries seven values of C; each of the four others takes one.
/// </summary>
[LongWork(times: 1)]
public class ProbeSvm
{
    private const int Clips = 1_600, Views = 10, Dimension = 3_456, Classes = 50;
    private ProbeTask _task = null!;

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        _task = EmbeddedTask.Make(Clips, Dimension, Classes, Views);
    }

    [GlobalCleanup]
    public void CleanUp() => _task.Embeddings.Dispose();

    [Benchmark(Baseline = true)]
    public object OneValue() => Fit([1e-3]);

    [Benchmark]
    public object SevenValues() => Fit([.. PaperRecipe.Esc50.SvmCosts]);

    private object Fit(double[] costs)
    {
        using var sweep = new SvmSweep(_task, [.. Enumerable.Range(0, Clips)], costs, tolerance: 1e-6, maxIterations: 1_000);
        return sweep.Fit(fold: 0, seed: 0, [costs.Length - 1], CancellationToken.None);
    }
}
