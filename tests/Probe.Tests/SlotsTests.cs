using Hares.Probe.Metrics;
using Hares.Probe.Statistics;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests;

[Collection("native")]
public class SlotsTests
{
    private const int Clips = 120, Dimension = 12;

    public static TheoryData<string> Probes => ["hares", "hidden", "quick", "svm"];

    [Theory]
    [MemberData(nameof(Probes))]
    public void A_clip_is_right_only_if_every_slot_is(string probe)
    {
        var task = Task(spread: 1.5);
        using var _ = task.Embeddings;

        var report = Run(task, probe);

        Assert.All(report.Predictions, prediction => Assert.Equal(task.Slots, prediction.Slots.Select(said => said.Slot)));
        Assert.Equal(report.Predictions.Average(prediction => prediction.Slots.All(Right) ? 1.0 : 0), report.Score, 1e-12);
        double[] alone = [.. Enumerable.Range(0, 2).Select(slot => report.Predictions.Average(p => Right(p.Slots[slot]) ? 1.0 : 0))];
        Assert.True(report.Score < alone.Min() && report.Score > report.Chance + 0.2, $"{report.Score} of {string.Join(", ", alone)}");
        Assert.InRange(report.Score, report.Interval.Low, report.Interval.High);
        Assert.Equal(5, report.Classes);

        static bool Right(SlotPrediction said) => Array.IndexOf(said.Scores, said.Scores.Max()) == said.Truth[0];
    }

    [Fact]
    public void The_losses_of_slots_are_summed()
    {
        var task = Task(spread: 1.5);
        using var _ = task.Embeddings;
        var options = new ProbeOptions { Steps = 1, LearningRate = 1e-2, BatchSize = 16, WarmUpSteps = 0, BootstrapResamples = 40 };
        using var silence = new EmbeddingMatrix(Clips, Dimension);

        double loss = ProbeRunner.Run(task with { Embeddings = silence }, [Some.Split(task)], options, TestContext.Current.CancellationToken).Fits[0].Loss;

        // Embeddings of zeros leave every class equally likely at the first step.
        Assert.Equal(Math.Log(3) + Math.Log(2), loss, 1e-6);
    }

    [Theory]
    [InlineData("quick")]
    [InlineData("svm")]
    public void Every_slot_has_a_fit_and_a_strength_of_its_own(string probe)
    {
        var task = Task(spread: 1.5);
        using var _ = task.Embeddings;

        var fold = new Fold([.. Enumerable.Range(0, 60)], [.. Enumerable.Range(60, 20)], [.. Enumerable.Range(80, 40)]);

        var report = Run(task, probe, fold);

        Assert.Equal(["action", "place"], report.Fits.Select(fit => fit.Slot));
        foreach (var (slot, fit) in task.Slots.Zip(report.Fits)) Assert.Equal(Run(task with { Slots = [slot] }, probe, fold).Fits[0].Strength, fit.Strength);
    }

    [Fact]
    public void Chance_is_the_most_frequent_combination()
    {
        using var embeddings = new EmbeddingMatrix(8, 1);
        var task = Some.TaskOf(embeddings, [], 2) with
        {
            FirstRow = [.. Enumerable.Range(0, 9)],
            ClipIds = [.. Enumerable.Range(0, 8).Select(clip => $"clip-{clip}")],
            Slots =
            [
                Some.Slot("action", [[0], [0], [1], [1], [1], [0], [1], [1]], 2),
                Some.Slot("place", [[0], [0], [0], [1], [2], [0], [0], [1]], 3),
            ],
        };

        // Action 1 is the most frequent and place 0 is, but 0 and 0 the most frequent pair.
        Assert.Equal(1.0 / 3, ChanceLevel.Of(task, new Fold([0, 1, 2, 3, 4], [], [5, 6, 7])), 1e-12);
    }

    [Fact]
    public void Slots_that_cannot_be_probed_are_refused()
    {
        var task = Task(spread: 1);
        using var _ = task.Embeddings;
        var oneClass = task.Slots[1] with { Labels = [.. Enumerable.Repeat(new[] { 0 }, Clips)] };

        foreach (string probe in Probes.Select(row => row.Data))
            Assert.Contains("training clips show no two classes of \"place\" to tell apart.", Fault(task with { Slots = [task.Slots[0], oneClass] }, probe));
        Assert.Equal("A task needs at least one slot of labels.", Fault(task with { Slots = [] }));
        Assert.Contains("its metric must be Accuracy, not MacroF1", Fault(task with { Metric = Metric.MacroF1 }));
        Assert.Equal("Slot \"place\" has labels of 1 clips, but there are 120.", Fault(task with { Slots = [task.Slots[0], oneClass with { Labels = [[0]] }] }));
        var silent = task.Slots[0] with { Labels = [.. Enumerable.Repeat(Array.Empty<int>(), Clips)] };
        Assert.Equal(
            "No class of \"action\" can be learnt: each is in none or in all of the 80 training clips.",
            Fault(task with { Slots = [silent], MultiLabel = true, Metric = Metric.MeanAveragePrecision }));

        static string Fault(ProbeTask task, string probe = "hares") => Assert.Throws<ProbeException>(() => Run(task, probe)).Message;
    }

    /// <summary>Three actions and two places, each adding its own centre to a clip's embedding.</summary>
    private static ProbeTask Task(double spread)
    {
        int[][] actions = [.. Enumerable.Range(0, Clips).Select(clip => new[] { clip % 3 })];
        int[][] places = [.. Enumerable.Range(0, Clips).Select(clip => new[] { clip / 3 % 2 })];
        float[][] centres = [.. Some.Normals(5 * Dimension, stream: 1).Chunk(Dimension)];
        float[] noise = Some.Normals(Clips * Dimension, stream: 2);
        var embeddings = Some.Matrix([.. Enumerable.Range(0, Clips).Select(clip => Enumerable.Range(0, Dimension).Select(d =>
            centres[actions[clip][0]][d] + centres[3 + places[clip][0]][d] + (float)(spread * noise[(clip * Dimension) + d])).ToArray())]);
        return Some.TaskOf(embeddings, actions, classes: 3) with { Slots = [Some.Slot("action", actions, 3), Some.Slot("place", places, 2)] };
    }

    private static ProbeReport Run(ProbeTask task, string probe, Fold? fold = null)
    {
        var options = new ProbeOptions { Protocol = probe == "quick" ? "quick" : "hares", Steps = 600, LearningRate = 1e-2, BatchSize = 16, BootstrapResamples = 200 };
        var recipe = probe switch { "svm" => PaperRecipe.Esc50, "hidden" => new PaperRecipe { HiddenUnits = 16 }, _ => PaperRecipe.Linear };
        return ProbeRunner.Run(task with { Recipe = recipe }, [fold ?? Some.Split(task)], options, TestContext.Current.CancellationToken);
    }
}
