using BenchmarkDotNet.Attributes;
using Hares.Bench.Measure;
using Hares.Bench.Synthetic;
using Hares.Probe;
using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Paper;

namespace Hares.Bench.Benchmarks;

/// <summary>
/// Steps of protocol hares at the sizes of three tasks on 3,456 features, one seed; a whole training has 400,000 steps (AudioSet 200,000).
/// Layers as large as AudioSet's share all threads, the others take one. The limit is the multiply-adds of those threads, without Adam's.
/// </summary>
[LongWork]
public class ProbePaper : IRated
{
    private const int Dimension = 3_456, Steps = 500;
    private ProbeTask _task = null!;

    [Params("esc-50", "speech-commands", "audioset")]
    public string Size { get; set; } = "";

    Rate IRated.Rate => Size == "audioset"
        ? new Rate(
            Steps,
            "steps/s",
            MachinePeak.GFlopPerSecondOfAll * 1e9 / (PaperRecipe.AudioSet.BatchSize * ((4.0 * Dimension * 512) + (6.0 * 512 * Classes))))
        : new Rate(Steps, "steps/s", MachinePeak.GFlopPerSecond * 1e9 / (4.0 * PaperRecipe.Linear.BatchSize * Dimension * Classes));

    private int Classes => Size switch { "audioset" => 527, "speech-commands" => 35, _ => 50 };

    private int Clips => Size == "esc-50" ? 2_000 : 85_000;

    [GlobalSetup]
    public void Setup() => _task = EmbeddedTask.Make(Clips, Dimension, Classes) with
    {
        Recipe = Size == "audioset" ? PaperRecipe.AudioSet : PaperRecipe.Linear,
    };

    [GlobalCleanup]
    public void CleanUp() => _task.Embeddings.Dispose();

    [Benchmark]
    public object Hares() => new PaperProtocol(new ProbeOptions { Steps = Steps }, _task.Recipe).Fit(
        new TrainingSide(_task, 0, [.. Enumerable.Range(0, Clips)], [], InnerGroups: null), CancellationToken.None);
}
