using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Embed;
using Hares.Probe;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// Protocol quick, intervals and all, on twelve tasks of 2,000 clips and 2,000 features: one of five official folds, three without
/// validation clips, eight with.
/// </summary>
[LongWork(times: 1)]
public class ProbeTwelve
{
    private const int Clips = 2_000, Dimension = 2_000;
    private static readonly int[] Classes = [50, 20, 2, 10, 12, 35, 24, 6, 100, 11, 60, 50];
    private ProbeTask[] _tasks = [];

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        _tasks = [.. Classes.Select(classes => EmbeddedTask.Make(Clips, Dimension, classes))];
    }

    [GlobalCleanup]
    public void CleanUp() => Array.ForEach(_tasks, task => task.Embeddings.Dispose());

    [Benchmark]
    public double Quick() => _tasks.Select((task, i) => ProbeRunner.Run(task, Folds(i), new ProbeOptions { Protocol = "quick" }).Score).Average();

    private static IReadOnlyList<Fold> Folds(int task) => task switch
    {
        0 => Fold.LeaveOneOut([.. Enumerable.Range(0, Clips).Select(clip => clip / Classes[0] % 5)]),
        < 4 => [new Fold(Range(0, 1_500), [], Range(1_500, 2_000))],
        _ => [new Fold(Range(0, 1_200), Range(1_200, 1_500), Range(1_500, 2_000))],
    };

    private static int[] Range(int first, int end) => [.. Enumerable.Range(first, end - first)];
}
