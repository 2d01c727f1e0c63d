using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Paper;

public class PaperProtocolTests
{
    private static readonly ProbeOptions Short = new() { Steps = 1_500, LearningRate = 1e-2, BatchSize = 16, BootstrapResamples = 40 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Learns_a_separable_problem(bool multiLabel)
    {
        var task = Some.Task(multiLabel: multiLabel, dimension: 37);
        using var _ = task.Embeddings;

        var report = Run(task, Short);

        Assert.True(report.Score > 0.95, $"score {report.Score}");
        Assert.True(report.Fits[0].Loss < 0.3, $"loss {report.Fits[0].Loss}");
        Assert.Equal(18, report.Settings["warmUpSteps"]);
    }

    [Fact]
    public void Seeds_differ_and_each_is_what_it_would_be_alone()
    {
        var task = Some.Task(spread: 2);
        using var _ = task.Embeddings;

        var together = Run(task, Short with { Steps = 50, Seeds = 3 });
        var alone = Enumerable.Range(0, 3).Select(seed => Run(task, Short with { Steps = 50, Seed = seed })).ToArray();

        Assert.Equal(3, together.Fits.Select(fit => fit.Loss).Distinct().Count());
        Assert.Equal(together.Fits, alone.Select(report => report.Fits[0]));
        Assert.Equal(together.PerSeed, alone.Select(report => report.Score));
        Assert.Equal(together.Predictions.SelectMany(p => p.Slots[0].Scores), alone[0].Predictions.SelectMany(p => p.Slots[0].Scores));
    }

    [Fact]
    public void Validation_clips_are_ignored()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;
        var fold = new Fold([.. Enumerable.Range(0, 30)], [], [.. Enumerable.Range(40, 20)]);

        var with = ProbeRunner.Run(task, [fold with { Valid = [30, 31, 32] }], Short with { Steps = 20 }, TestContext.Current.CancellationToken);
        var without = ProbeRunner.Run(task, [fold], Short with { Steps = 20 }, TestContext.Current.CancellationToken);

        Assert.Equal(without.Fits, with.Fits);
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;

        Assert.ThrowsAny<OperationCanceledException>(() => ProbeRunner.Run(task, [Some.Split(task)], Short, new CancellationToken(canceled: true)));
    }

    private static ProbeReport Run(ProbeTask task, ProbeOptions options) =>
        ProbeRunner.Run(task, [Some.Split(task)], options, TestContext.Current.CancellationToken);
}
