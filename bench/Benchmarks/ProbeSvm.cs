using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Embed;
using Hares.Probe;

namespace Hares.Bench.Benchmarks;

/// <summary>ESC-50 as the paper has it: 2,000 clips with ten augmented views each, 3,456 features, 50 classes, seven values of C, five folds.</summary>
[LongWork(times: 1)]
public class ProbeSvm
{
    private const int Clips = 2_000, Views = 10, Dimension = 3_456, Classes = 50, Folds = 5;
    private readonly ProbeOptions _options = new();
    private ProbeTask _task = null!;

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        _task = EmbeddedTask.Make(Clips, Dimension, Classes, Views) with { Recipe = PaperRecipe.Esc50 };
    }

    [GlobalCleanup]
    public void CleanUp() => _task.Embeddings.Dispose();

    [Benchmark]
    public object Sweep() => ProbeRunner.Run(_task, Fold.LeaveOneOut([.. Enumerable.Range(0, Clips).Select(clip => clip / Classes % Folds)]), _options);
}
