using Hares.Probe.Metrics;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Quick;

[Collection("native")]
public class QuickProtocolTests
{
    private static readonly ProbeOptions Quick = new() { Protocol = "quick", BootstrapResamples = 40 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Learns_what_can_be_learnt(bool multiLabel)
    {
        var task = Some.Task(multiLabel: multiLabel);
        using var _ = task.Embeddings;

        var report = Run(task, Some.Split(task), Quick);

        Assert.True(report.Score > 0.95, $"score {report.Score}");
        Assert.All(report.Fits, fit => Assert.True(fit.Converged));
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void The_choice_of_strength_does_not_see_the_test_labels()
    {
        var task = Some.Task(spread: 3);
        using var _ = task.Embeddings;
        var fold = Some.Split(task);
        var otherLabels = task.Slots[0].Labels.Select((labels, clip) => clip >= fold.Train.Count ? [(labels[0] + 1) % 3] : labels);

        var report = Run(task, fold, Quick);
        var other = Run(Some.Relabelled(task, otherLabels), fold, Quick);

        Assert.Equal(report.Fits[0].Strength, other.Fits[0].Strength);
        Assert.Equal(report.Fits[0].Loss, other.Fits[0].Loss, 1e-6); // libtorch's rounding, where the caller does not fix it
        Assert.NotEqual(report.Score, other.Score);
    }

    [Fact]
    public void Validation_clips_choose_the_strength()
    {
        // Validation labels that contradict the training ones are least wrong under the strongest penalty.
        var task = Some.Task(metric: Metric.RocAuc, spread: 2);
        using var _ = task.Embeddings;
        int[] valid = [.. Enumerable.Range(20, 20)];
        var fold = new Fold([.. Enumerable.Range(0, 20)], valid, [.. Enumerable.Range(40, 20)]);
        double[] strengths = [1e-3, 1e-1, 10];

        var chosen = strengths.MaxBy(strength => Run(task, new Fold(fold.Train, [], valid), Quick with { Strengths = [strength] }).Score);

        Assert.Equal(chosen, Run(task, fold, Quick with { Strengths = strengths }).Fits[0].Strength);
    }

    [Fact]
    public void The_stronger_of_equals_is_taken()
    {
        var task = Some.Task(spread: 0.01);
        using var _ = task.Embeddings;
        var fold = Some.Split(task) with { Train = [.. Enumerable.Range(0, 30)], Valid = [.. Enumerable.Range(30, 10)] };

        Assert.Equal(1e-2, Run(task, fold, Quick with { Strengths = [1e-4, 1e-2, 1e-3] }).Fits[0].Strength);
    }

    [Fact]
    public void Test_clips_change_no_fit()
    {
        var task = Some.Task(spread: 3);
        using var _ = task.Embeddings;
        var fold = Some.Split(task);
        var before = Run(task, fold, Quick).Fits;

        for (int row = task.FirstRow[fold.Test[0]]; row < task.Embeddings.Rows; row++) task.Embeddings.Row(row).Fill(1e6f);

        Assert.Equal(before, Run(task, fold, Quick).Fits);
    }

    [Fact]
    public void A_class_of_one_clip_does_not_keep_a_strength_from_being_chosen()
    {
        var task = Some.Relabelled(Some.Task(classes: 3), Enumerable.Range(0, 60).Select(clip => new[] { clip == 7 ? 1 : 0 }));
        using var _ = task.Embeddings;

        var report = Run(task, Some.Split(task), Quick);

        Assert.Equal(1, report.Score);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void Where_nothing_can_be_left_out_the_strongest_is_taken_and_told()
    {
        var task = Some.Task(classes: 2);
        using var _ = task.Embeddings;

        var report = Run(task, new Fold([0, 1], [], [2, 3, 4, 5]), Quick with { Strengths = [1e-3, 1e-1], Seeds = 2 });

        Assert.Equal(0.1, report.Fits[0].Strength);
        Assert.Equal(
            "No strength could be chosen for \"kind\" in fold 0: wherever a part of its training clips is left out, the rest teaches nothing, "
            + "or Accuracy is not defined on the part. The strongest, 0.1, was taken.",
            Assert.Single(report.Warnings));
    }

    [Fact]
    public void Validation_clips_on_which_the_metric_is_not_defined_are_told()
    {
        var task = Some.Task(classes: 2, metric: Metric.RocAuc);
        using var _ = task.Embeddings;

        var report = Run(task, new Fold([.. Enumerable.Range(0, 20)], [20, 22, 24], [.. Enumerable.Range(30, 20)]), Quick);

        Assert.Equal(0.3, report.Fits[0].Strength);
        Assert.Equal(
            "No strength could be chosen for \"kind\" in fold 0: RocAuc is not defined on its validation clips. The strongest, 0.3, was taken.",
            Assert.Single(report.Warnings));
    }

    [Fact]
    public void Seeds_are_one_problem_where_the_strength_does_not_depend_on_them()
    {
        var task = Some.Task(spread: 2);
        using var _ = task.Embeddings;
        var folds = Fold.LeaveOneOut([.. Enumerable.Range(0, 60).Select(clip => clip / 20)]);

        var report = ProbeRunner.Run(task, folds, Quick with { Seeds = 3 }, TestContext.Current.CancellationToken);

        Assert.Equal(9, report.Fits.Count);
        Assert.Single(report.PerSeed.Distinct());
        Assert.Equal(report.Score, ProbeRunner.Run(task, folds, Quick, TestContext.Current.CancellationToken).Score, 1e-12);
    }

    [Fact]
    public void A_fit_that_runs_out_of_iterations_is_reported()
    {
        var task = Some.Task(spread: 2);
        using var _ = task.Embeddings;

        var report = Run(task, Some.Split(task), Quick with { Strengths = [1e-6], MaxIterations = 1 });

        Assert.False(report.Fits[0].Converged);
        Assert.Equal("1 of 1 fits did not converge in up to 1 iterations; they are scored as they stood then.", Assert.Single(report.Warnings));
    }

    private static ProbeReport Run(ProbeTask task, Fold fold, ProbeOptions options) =>
        ProbeRunner.Run(task, [fold], options, TestContext.Current.CancellationToken);
}
