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
