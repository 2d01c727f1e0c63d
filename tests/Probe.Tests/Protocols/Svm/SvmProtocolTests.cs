using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Svm;

[Collection("native")]
public class SvmProtocolTests
{
    private static readonly ProbeOptions Options = new() { BootstrapResamples = 40 };
    private static readonly double[] Costs = [1e-5, 1e-3, 1e-1];

    [Fact]
    public void The_cost_that_does_best_on_the_first_fold_serves_all_of_them()
    {
        var task = Some.Task(clips: 150, spread: 3) with { Recipe = new PaperRecipe { SvmCosts = Costs } };
        using var _ = task.Embeddings;
        var folds = Folds(150);
        double[] alone = [.. Costs.Select(cost => Run(WithCosts(task, [cost]), [folds[0]]).Score)];
        double best = Costs[Array.IndexOf(alone, alone.Max())];

        var report = Run(task, folds);

        Assert.True(alone.Distinct().Count() > 1, "the costs must differ in score for this to say anything");
        Assert.Equal([best, best, best, best, best], report.Fits.Select(fit => fit.Strength));
        Assert.Equal((3, 1e-5, 1e-1), (report.Settings["svmCosts"], report.Settings["leastSvmCost"], report.Settings["greatestSvmCost"]));
        Assert.Equal(Run(WithCosts(task, [best]), folds).PerFold, report.PerFold);
        Assert.Contains("was chosen among 3 values on the test clips of the first fold", Assert.Single(report.Warnings));
    }

    [Fact]
    public void Validation_clips_of_the_first_fold_spare_its_test_clips()
    {
        var task = WithCosts(Some.Task(spread: 2), Costs);
        using var _ = task.Embeddings;
        var fold = new Fold([.. Enumerable.Range(0, 30)], [.. Enumerable.Range(30, 10)], [.. Enumerable.Range(40, 20)]);
        var otherLabels = task.Slots[0].Labels.Select((labels, clip) => clip >= 40 ? [(labels[0] + 1) % 3] : labels);

        var report = Run(task, [fold]);

        Assert.Empty(report.Warnings);
        Assert.Equal(report.Fits[0].Strength, Run(Some.Relabelled(task, otherLabels), [fold]).Fits[0].Strength);
    }

    [Fact]
    public void Seeds_are_alike()
    {
        var task = WithCosts(Some.Task(), [1e-2]);
        using var _ = task.Embeddings;

        var report = ProbeRunner.Run(task, Folds(60), Options with { Seeds = 2, Seed = 5 }, TestContext.Current.CancellationToken);

        Assert.Equal([5, 6], report.Fits.Take(2).Select(fit => fit.Seed));
        Assert.Single(report.PerSeed.Distinct());
        Assert.True(report.Score > 0.95, $"score {report.Score}");
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void A_class_without_training_clips_is_never_chosen()
    {
        var task = WithCosts(Some.Task(), [1e-4]);
        using var _ = task.Embeddings;
        int[] train = [.. Enumerable.Range(0, 40).Where(clip => clip % 3 != 1)];

        var report = Run(task, [new Fold(train, [], [.. Enumerable.Range(40, 20)])]);

        Assert.All(report.Predictions, prediction => Assert.Equal(float.NegativeInfinity, prediction.Slots[0].Scores[1]));
    }

    [Fact]
    public void Serves_many_labels()
    {
        var task = WithCosts(Some.Task(multiLabel: true), [1e-2]);
        using var _ = task.Embeddings;

        Assert.True(Run(task, [Some.Split(task)]).Score > 0.95);
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        var task = WithCosts(Some.Task(), Costs);
        using var _ = task.Embeddings;

        Assert.ThrowsAny<OperationCanceledException>(() => ProbeRunner.Run(task, Folds(60), Options, new CancellationToken(canceled: true)));
    }

    private static IReadOnlyList<Fold> Folds(int clips) => Fold.LeaveOneOut([.. Enumerable.Range(0, clips).Select(clip => clip / 3 % 5)]);

    private static ProbeTask WithCosts(ProbeTask task, double[] costs) => task with { Recipe = new PaperRecipe { SvmCosts = costs } };

    private static ProbeReport Run(ProbeTask task, IReadOnlyList<Fold> folds) =>
        ProbeRunner.Run(task, folds, Options, TestContext.Current.CancellationToken);
}
