using Hares.Probe.Metrics;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests;

[Collection("native")]
public class ProbeRunnerTests
{
    private static readonly ProbeOptions Hares = new() { Steps = 300, LearningRate = 1e-2, BatchSize = 8, BootstrapResamples = 40 };
    private static readonly ProbeOptions Quick = new() { Protocol = "quick", Strengths = [1e-2], BootstrapResamples = 40 };

    public static TheoryData<string> Protocols => [.. ProbeOptions.Protocols];

    [Fact]
    public void Official_folds_are_each_tested_once()
    {
        var folds = Fold.LeaveOneOut([2, 1, 2, 3, -1, 1]);

        Assert.Equal(3, folds.Count);
        Assert.Equal([1, 5], folds[0].Test);
        Assert.Equal([0, 2, 3], folds[0].Train);
        Assert.Equal([2, 2, 3], folds[0].InnerGroups!);
        Assert.Equal([0, 1, 2, 5], folds[2].Train);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Folds_and_seeds_are_summed_up(string protocol)
    {
        var task = Some.Task(spread: 2);
        using var _ = task.Embeddings;
        var folds = Fold.LeaveOneOut([.. Enumerable.Range(0, 60).Select(clip => clip % 4)]);

        var report = Run(task, folds, Of(protocol) with { Seeds = 2 });

        Assert.Equal(4, report.PerFold.Count);
        Assert.Equal(2, report.PerSeed.Count);
        Assert.Equal(report.PerFold.Average(), report.Score, 1e-12);
        Assert.Equal(report.PerSeed.Average(), report.Score, 1e-12);
        Assert.InRange(report.Score, report.Interval.Low, report.Interval.High);
        Assert.Equal((45, 60, 3, 0), (report.TrainClips, report.TestClips, report.Classes, report.UnseenClasses));
        Assert.Equal(8, report.Fits.Count);
        Assert.Equal(60, report.Predictions.Select(prediction => prediction.ClipId).Distinct().Count());
        var first = report.Predictions.Where(p => p.Fold == 0).ToArray();
        double accuracy = first.Average(p => Array.IndexOf(p.Slots[0].Scores, p.Slots[0].Scores.Max()) == p.Slots[0].Truth[0] ? 1.0 : 0);
        Assert.InRange(accuracy, report.PerFold[0] - 0.2, report.PerFold[0] + 0.2);
        Assert.All(report.Predictions, prediction => Assert.Equal(1, prediction.Slots[0].Scores.Sum(), 1e-5));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Clips_may_have_one_window_or_many(string protocol)
    {
        var whole = Some.Task(windows: 1);
        using var _ = whole.Embeddings;
        int[] firstRow = [0, .. Enumerable.Range(0, 20).Select(clip => (clip + 1) * 3 < 60 ? clip + 1 : 60)];
        firstRow[20] = 60; // nineteen clips of one window, and one of forty-one
        var task = whole with
        {
            FirstRow = firstRow,
            Slots = [Some.Slot("kind", [.. Enumerable.Range(0, 20).Select(clip => new[] { clip % 3 })], classes: 3)],
            ClipIds = whole.ClipIds.Take(20).ToArray(),
        };

        var report = Run(task, [new Fold([.. Enumerable.Range(0, 12)], [], [.. Enumerable.Range(12, 8)])], Of(protocol));

        Assert.Equal(8, report.Predictions.Count);
        Assert.All(report.Predictions, prediction => Assert.Equal(1, prediction.Slots[0].Scores.Sum(), 1e-5));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void A_class_without_training_clips_scores_nothing_and_is_counted(string protocol)
    {
        var task = Some.Task();
        using var _ = task.Embeddings;
        int[] train = [.. Enumerable.Range(0, 40).Where(clip => clip % 3 != 1)];

        var report = Run(task, [new Fold(train, [], [.. Enumerable.Range(40, 20)])], Of(protocol));

        Assert.Equal(1, report.UnseenClasses);
        Assert.Equal(
            "Classes of test clips that the training clips of their fold do not show, so that they cannot be told: 1 (kind 1).",
            Assert.Single(report.Warnings));
        Assert.All(report.Predictions, prediction => Assert.Equal(0, prediction.Slots[0].Scores[1]));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Constant_features_and_more_features_than_windows_do_no_harm(string protocol)
    {
        var wide = Some.Task(clips: 30, dimension: 100, windows: 1);
        using var _ = wide.Embeddings;
        for (int row = 0; row < wide.Embeddings.Rows; row++) (wide.Embeddings.Row(row)[0], wide.Embeddings.Row(row)[50]) = (0, 0.1f);

        var report = Run(wide, [Some.Split(wide)], Of(protocol));

        Assert.True(report.Score > 0.9, $"score {report.Score}");
        Assert.True(double.IsFinite(report.Fits[0].Loss));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(8)]
    public void Embeddings_that_are_all_the_same_are_refused_or_teach_nothing(int dimension)
    {
        using var embeddings = new EmbeddingMatrix(30, dimension);
        var task = Some.TaskOf(embeddings, [.. Enumerable.Range(0, 30).Select(clip => new[] { clip % 3 })], 3);

        Assert.Equal(
            "All training windows have the same embedding.",
            Assert.Throws<ProbeException>(() => Run(task, [Some.Split(task)], Quick)).Message);

        // And where strengths are chosen by leaving out folds, side by side.
        var whole = Some.Split(task) with { Valid = [] };
        Assert.Equal("All training windows have the same embedding.", Assert.Throws<ProbeException>(() => Run(task, [whole], Quick)).Message);
        Assert.InRange(Run(task, [Some.Split(task)], Hares).Score, 0, 0.5);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_embedding_that_is_not_finite_is_refused(float value)
    {
        var task = Some.Task();
        using var _ = task.Embeddings;
        task.Embeddings.Row(7)[2] = value;

        Assert.Equal("Clip \"clip-3\" has an embedding that is not a finite number.", Fault(task, Some.Split(task)));
    }

    [Fact]
    public void Clips_on_two_sides_are_refused()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;

        Assert.Equal(
            "Clip \"clip-5\" is in both the training and the test clips of fold 0 (1 such clips).",
            Fault(task, new Fold([0, 1, 5], [], [5, 6])));
        Assert.Contains("in both the validation and the test clips", Fault(task, new Fold([0, 1], [6], [5, 6])));
        Assert.Contains("in both the training and the validation clips", Fault(task, new Fold([0, 1], [1], [5, 6])));
    }

    [Fact]
    public void Folds_that_cannot_be_probed_are_refused()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;

        Assert.Equal("Fold 0 has no test clips.", Fault(task, new Fold([0, 1], [], [])));
        Assert.Equal("Fold 0 has no training clips.", Fault(task, new Fold([], [], [0, 1])));
        Assert.Equal("The 2 training clips show no two classes of \"kind\" to tell apart.", Fault(task, new Fold([0, 3], [], [1, 2])));
        Assert.Equal("The one training clip shows no two classes of \"kind\" to tell apart.", Fault(task, new Fold([0], [], [1, 2])));
        Assert.Equal("Fold 0 names clip 60, but there are 60 clips.", Fault(task, new Fold([0, 60], [], [1, 2])));
        Assert.Equal("Fold 0 tests a clip twice.", Fault(task, new Fold([0, 1], [], [2, 2])));
        Assert.Equal("There is no fold to probe.", Assert.Throws<ProbeException>(() => Run(task, [], Hares)).Message);
    }

    [Fact]
    public void Labels_that_do_not_fit_the_task_are_refused()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;
        var fold = Some.Split(task);

        Assert.Equal("Clip \"clip-0\" has 2 classes of \"kind\", but the task wants exactly one.", Fault(Relabelled([0, 1]), fold));
        Assert.Equal("Clip \"clip-0\" has a class of \"kind\" beyond the 3 named ones.", Fault(Relabelled([3]), fold));
        Assert.Equal(
            "Clip \"clip-0\" has a class of \"kind\" twice.",
            Fault(Relabelled([1, 1]) with { MultiLabel = true, Metric = Metric.RocAuc }, fold));
        Assert.Contains("Accuracy needs exactly one class a clip", Fault(task with { MultiLabel = true }, fold));

        ProbeTask Relabelled(int[] labels) => Some.Relabelled(task, [labels, .. task.Slots[0].Labels.Skip(1)]);
    }

    [Fact]
    public void All_faulty_options_are_named()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;

        var fault = Assert.Throws<ProbeException>(() => Run(task, [Some.Split(task)], new ProbeOptions { Seeds = 0, Steps = 0 }));

        Assert.Contains("Seeds is 0", fault.Message);
        Assert.Contains("Steps is 0", fault.Message);
    }

    private static ProbeOptions Of(string protocol) => protocol == "quick" ? Quick : Hares;

    private static string Fault(ProbeTask task, Fold fold) => Assert.Throws<ProbeException>(() => Run(task, [fold], Hares)).Message;

    private static ProbeReport Run(ProbeTask task, IReadOnlyList<Fold> folds, ProbeOptions options) =>
        ProbeRunner.Run(task, folds, options, TestContext.Current.CancellationToken);
}
