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
    public async Task Cancelling_stops_it_between_steps()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;
        using var stop = new CancellationTokenSource();

        var endless = Task.Run(() => ProbeRunner.Run(task, [Some.Split(task)], Short with { Steps = int.MaxValue }, stop.Token));
        stop.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1e20f)]
    [InlineData(1e30f)]
    public void Embeddings_too_large_for_the_learning_rate_are_told(float scale)
    {
        var task = Some.Task();
        using var _ = task.Embeddings;
        foreach (ref float value in task.Embeddings.All) value *= scale;

        var warning = Assert.Single(Run(task, Short with { Steps = 50, Seeds = 2 }).Warnings);

        Assert.StartsWith("2 of 2 trainings ended at a loss above that of a probe that knows nothing, fold 0, seed 0 first, at ", warning);
        Assert.EndsWith(": their steps were too few, or the embeddings too large for them.", warning);
    }

    [Fact]
    public void Embeddings_too_large_for_single_precision_are_refused()
    {
        var task = Some.Task();
        using var _ = task.Embeddings;
        foreach (ref float value in task.Embeddings.All) value = value > 0 ? float.MaxValue : float.MinValue;

        var refusal = Assert.Throws<ProbeException>(() => Run(task, Short with { Steps = 50 })).Message;

        Assert.Matches(
            "^Training of fold 0, seed 0, ended at a loss of (NaN|Infinity): the embeddings are too large to be learnt from as they are; "
            + "protocol \"quick\" standardises them.$", refusal);
    }

    private static ProbeReport Run(ProbeTask task, ProbeOptions options) =>
        ProbeRunner.Run(task, [Some.Split(task)], options, TestContext.Current.CancellationToken);
}
