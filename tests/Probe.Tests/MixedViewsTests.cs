using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests;

[Collection("native")]
public class MixedViewsTests
{
    private const int Clips = 60, Train = 40, Views = 3, Classes = 3;

    private static readonly PaperRecipe Mixing = new() { MixesExamples = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_view_is_mixed_with_is_learnt_by_its_share(bool multiLabel)
    {
        // A feature a class. Training clips themselves say nothing; their views are true mixtures, in which the other clip is most of what is heard.
        var task = Task(multiLabel, share: 0.3f);
        using var _ = task.Embeddings;

        var mixed = Run(task);
        var asIfWhole = Run(task with { Mixtures = [.. task.Mixtures!.Select(mixture => mixture with { Share = 1 })] });

        Assert.True(mixed.Score > 0.95, $"score {mixed.Score}");
        Assert.True(asIfWhole.Score < mixed.Score - 0.2, $"score {asIfWhole.Score} with the labels of the views' own clips");
        Assert.Equal((1, 0), (mixed.Settings["mixedViews"], mixed.Settings["mixesExamples"]));
    }

    [Fact]
    public void The_loss_of_a_mixture_is_least_at_its_shares()
    {
        // One window that is every clip's: all that can be learnt is how often a class is there, and the views make that
        // 0.7 x 1/3 + 0.3 x 1/3 of each.
        var task = Task(multiLabel: false, share: 0.7f);
        using var _ = task.Embeddings;
        for (int row = 0; row < task.Embeddings.Rows; row++) task.Embeddings.Row(row).Fill(1);

        var report = Run(task with { Mixtures = [.. task.Mixtures!.Select(mixture => mixture with { Clip = 0 })] }); // the others are all of class 0

        // A quarter of the draws are clips themselves: class 0 has 1/3 there, and 0.3 + 0.7/3 in views.
        double expected = (0.25 / 3) + (0.75 * (0.3 + (0.7 / 3)));
        Assert.Equal(expected, report.Predictions[0].Slots[0].Scores[0], 0.03);
    }

    [Fact]
    public void Mixtures_that_do_not_fit_are_refused()
    {
        var task = Task(multiLabel: false, share: 0.7f);
        using var _ = task.Embeddings;
        Mixture[] mixtures = [.. task.Mixtures!];

        Assert.Equal("180 augmented rows need as many mixtures, not 179.", Fault(task with { Mixtures = mixtures[1..] }));
        Assert.Equal("0 augmented rows need as many mixtures, not 180.", Fault(task with { AugmentedFirstRow = null }));
        Assert.Equal("The task has mixed views, but its recipe mixes no examples.", Fault(task with { Recipe = PaperRecipe.Linear }));
        Assert.Equal("A view's share of its own clip must be 0 to 1.", Fault(With(new Mixture(1, 1.1f))));
        Assert.Equal("A view's share of its own clip must be 0 to 1.", Fault(With(new Mixture(1, float.NaN))));
        Assert.Equal("Protocol \"quick\" learns from clips of whole labels; its views must not be mixed.", Fault(task, "quick"));

        ProbeTask With(Mixture first) => task with { Mixtures = [first, .. mixtures[1..]] };
    }

    [Theory]
    [InlineData(Train, "\"clip-40\"")] // tests
    [InlineData(Clips - 1, "\"clip-59\"")]
    [InlineData(Clips, "60")]
    [InlineData(-1, "-1")]
    public void A_training_clip_that_is_mixed_with_one_that_is_not_is_refused(int other, string named)
    {
        var task = Task(multiLabel: false, share: 0.7f);
        using var _ = task.Embeddings;

        Assert.Equal($"Clip \"clip-0\" of fold 0 is mixed with clip {named}, which that fold does not train on.",
            Fault(task with { Mixtures = [new Mixture(other, 0.5f), .. task.Mixtures!.Skip(1)] }));
    }

    /// <summary>One window a clip, then three views, each mixed with a training clip of the class after its own.</summary>
    private static ProbeTask Task(bool multiLabel, float share)
    {
        var embeddings = new EmbeddingMatrix(Clips * (1 + Views), Classes);
        var noise = Some.Normals(embeddings.Rows * Classes, stream: 0);
        var mixtures = new Mixture[Clips * Views];
        for (int clip = Train; clip < Clips; clip++) Add(clip, clip, 1);
        for (int clip = 0; clip < Clips; clip++)
            for (int view = 0; view < Views; view++)
            {
                int row = (clip * Views) + view;
                mixtures[row] = new Mixture((clip + 1 + (3 * view)) % (Train - 1), share);
                Add(Clips + row, clip, share);
                Add(Clips + row, mixtures[row].Clip, 1 - share);
            }
        for (int row = 0; row < embeddings.Rows; row++)
            for (int d = 0; d < Classes; d++) embeddings.Row(row)[d] += 0.05f * noise[(row * Classes) + d];
        return Some.TaskOf(embeddings, [.. Enumerable.Range(0, Clips).Select(clip => new[] { clip % Classes })], Classes, multiLabel: multiLabel) with
        {
            AugmentedFirstRow = [.. Enumerable.Range(0, Clips + 1).Select(clip => Clips + (clip * Views))],
            Mixtures = mixtures,
            Recipe = Mixing,
        };

        void Add(int row, int clip, float share) => embeddings.Row(row)[clip % Classes] += share;
    }

    private static ProbeReport Run(ProbeTask task, string protocol = "hares") => ProbeRunner.Run(task, [Some.Split(task)],
        new ProbeOptions { Protocol = protocol, Steps = 1_500, LearningRate = 1e-2, BatchSize = 16, BootstrapResamples = 40 },
        TestContext.Current.CancellationToken);

    private static string Fault(ProbeTask task, string protocol = "hares") => Assert.Throws<ProbeException>(() => Run(task, protocol)).Message;
}
