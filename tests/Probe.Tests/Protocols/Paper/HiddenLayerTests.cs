using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Paper;

public class HiddenLayerTests
{
    private static readonly ProbeOptions Short = new() { Steps = 600, LearningRate = 1e-2, BatchSize = 32, BootstrapResamples = 40 };

    [Fact]
    public void Learns_what_no_linear_probe_can()
    {
        // Exclusive or: the class is whether the signs of two features differ.
        float[][] rows = [.. Some.Normals(600, stream: 0).Chunk(2)];
        using var embeddings = Some.Matrix(rows);
        var task = Some.TaskOf(embeddings, [.. rows.Select(row => new[] { row[0] * row[1] > 0 ? 1 : 0 })], classes: 2);

        Assert.InRange(Run(task, Short).Score, 0, 0.75);
        var report = Run(task with { Recipe = new PaperRecipe { HiddenUnits = 32 } }, Short);

        Assert.True(report.Score > 0.9, $"score {report.Score}");
        Assert.Equal(32, report.Settings["hiddenUnits"]);
    }

    [Fact]
    public void Mixed_examples_teach_many_labels()
    {
        var task = Some.Task(multiLabel: true) with { Recipe = new PaperRecipe { HiddenUnits = 16, MixesExamples = true } };
        using var _ = task.Embeddings;

        var report = Run(task, Short);

        Assert.True(report.Score > 0.95, $"score {report.Score}");
        Assert.Equal(1, report.Settings["mixesExamples"]);
    }

    [Fact]
    public void A_layer_shared_among_threads_learns_the_same_bits_every_time()
    {
        // 64 x 300 x 1,000 multiply-adds a step are two slices' worth.
        var task = Some.Task(clips: 90, dimension: 300, spread: 3) with { Recipe = new PaperRecipe { HiddenUnits = 1_000 } };
        using var _ = task.Embeddings;
        var options = Short with { Steps = 5, BatchSize = 64 };

        var first = Run(task, options);
        var again = Run(task, options);
        var beside = Run(task, options with { Seeds = 2 });

        Assert.Equal(Scores(first), Scores(again));
        Assert.Equal(Scores(first), Scores(beside));
        Assert.Equal(first.Fits[0], beside.Fits[0]);

        static IEnumerable<float> Scores(ProbeReport report) => report.Predictions.SelectMany(prediction => prediction.Slots[0].Scores);
    }

    private static ProbeReport Run(ProbeTask task, ProbeOptions options) =>
        ProbeRunner.Run(task, [Some.Split(task)], options, TestContext.Current.CancellationToken);
}
