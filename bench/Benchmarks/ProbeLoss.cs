using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Embed;
using Hares.Probe.Protocols.Convex;
using Hares.Probe.Protocols.Quick;

namespace Hares.Bench.Benchmarks;

/// <summary>One loss and gradient of logistic regression, which is nearly all that a fit does. The limit is the machine's multiply-adds.</summary>
[LongWork(times: 10)]
public class ProbeLoss : IRated
{
    private const int Windows = 40_000, Dimension = 1536, Classes = 50;
    private readonly float[] _point = Point(), _gradient = new float[Classes * (Dimension + 1)];
    private Design _design = null!;
    private LogisticLoss _loss = null!;

    Rate IRated.Rate => new(4e-9 * Windows * Dimension * Classes, "GFLOP/s", MachinePeak.GFlopPerSecondOfAll);

    [GlobalSetup]
    public void Setup()
    {
        TorchThreads.Set(Environment.ProcessorCount);
        var task = EmbeddedTask.Make(Windows, Dimension, Classes);
        using var embeddings = task.Embeddings;
        _design = Design.Of(embeddings, [.. Enumerable.Range(0, Windows)]);
        _loss = new LogisticLoss(_design, [.. task.Slots[0].Labels], Classes, multiLabel: false, strength: 1e-3);
    }

    [GlobalCleanup]
    public void CleanUp() => _design.Dispose();

    [Benchmark]
    public double Evaluate() => _loss.Evaluate(_point, _gradient);

    // Not zero, whose outputs are known without work.
    private static float[] Point() => [.. Enumerable.Range(0, Classes * (Dimension + 1)).Select(i => 1e-3f * MathF.Sin(i))];
}
