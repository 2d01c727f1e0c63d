using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests;

[Collection("native")]
public class AugmentedViewsTests
{
    private const int Clips = 60, Views = 2, Dimension = 8;

    public static TheoryData<string> Probes => ["hares", "quick", "svm"];

    [Theory]
    [MemberData(nameof(Probes))]
    public void No_augmented_row_of_a_validation_or_test_clip_teaches_or_scores(string probe)
    {
        var task = Task(ownWindowsSpeak: true);
        using var _ = task.Embeddings;
        Fold[] folds = [new([.. Enumerable.Range(0, 30)], [.. Enumerable.Range(30, 10)], [.. Enumerable.Range(40, 20)])];
        var before = Run(task, folds, probe);

        for (int row = task.AugmentedFirstRow![30]; row < task.Embeddings.Rows; row++) task.Embeddings.Row(row).Fill(1e6f);
        var after = Run(task, folds, probe);

        AssertSame(before, after);
    }

    [Theory]
    [InlineData("quick")]
    [InlineData("svm")]
    public void Nor_where_official_folds_choose_the_strength(string probe)
    {
        var task = Task(ownWindowsSpeak: true);
        using var _ = task.Embeddings;
        var folds = Fold.LeaveOneOut([.. Enumerable.Range(0, Clips).Select(clip => clip / 20)]);
        var before = Run(task, [folds[0]], probe);

        for (int row = task.AugmentedFirstRow![0]; row < task.AugmentedFirstRow[20]; row++) task.Embeddings.Row(row).Fill(1e6f);
        var after = Run(task, [folds[0]], probe);

        AssertSame(before, after);
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public void Augmented_rows_of_training_clips_teach(string probe)
    {
        // The training clips' own windows say nothing.
        var task = Task(ownWindowsSpeak: false);
        using var _ = task.Embeddings;
        Fold[] folds = [Some.Split(task)];

        Assert.True(Run(task, folds, probe).Score > 0.9);
        Assert.InRange(Run(task with { AugmentedFirstRow = null }, folds, "hares").Score, 0, 0.8);
    }

    [Fact]
    public void Augmented_rows_that_do_not_fit_are_refused()
    {
        var task = Task(ownWindowsSpeak: true);
        using var _ = task.Embeddings;
        int[] first = [.. task.AugmentedFirstRow!];

        Assert.Equal("A task of 60 clips needs one first augmented row more, not 60.", Fault(first[..^1]));
        Assert.Equal("The first augmented rows of clips must not fall.", Fault([.. first[..5], 200, .. first[6..]]));
        Assert.Equal("The augmented rows reach from 59 to 179, but must lie behind the clips' own, 60 to 180.", Fault([.. first.Select(row => row - 1)]));
        task.Embeddings.Row(first[3])[0] = float.NaN;
        Assert.Equal("Clip \"clip-3\" has an embedding that is not a finite number.", Fault(first));

        string Fault(int[] rows) =>
            Assert.Throws<ProbeException>(() => Run(task with { AugmentedFirstRow = rows }, [Some.Split(task)], "hares")).Message;
    }

    /// <summary>One window a clip, then two augmented ones of each.</summary>
    private static ProbeTask Task(bool ownWindowsSpeak)
    {
        using var windows = Some.Task(Clips, dimension: Dimension, windows: 1 + Views).Embeddings;
        var embeddings = new EmbeddingMatrix(windows.Rows, Dimension);
        for (int clip = 0; clip < Clips; clip++)
        {
            if (ownWindowsSpeak || clip >= Clips * 2 / 3) windows.Row(clip * (1 + Views)).CopyTo(embeddings.Row(clip));
            for (int view = 0; view < Views; view++)
                windows.Row((clip * (1 + Views)) + 1 + view).CopyTo(embeddings.Row(Clips + (clip * Views) + view));
        }
        return Some.TaskOf(embeddings, [.. Enumerable.Range(0, Clips).Select(clip => new[] { clip % 3 })], classes: 3) with
        {
            AugmentedFirstRow = [.. Enumerable.Range(0, Clips + 1).Select(clip => Clips + (clip * Views))],
        };
    }

    private static ProbeReport Run(ProbeTask task, IReadOnlyList<Fold> folds, string probe)
    {
        var options = new ProbeOptions { Protocol = probe == "quick" ? "quick" : "hares", Steps = 300, LearningRate = 1e-2, BatchSize = 16, BootstrapResamples = 40 };
        var recipe = probe == "svm" ? PaperRecipe.Esc50 : PaperRecipe.Linear;
        return ProbeRunner.Run(task with { Recipe = recipe }, folds, options, TestContext.Current.CancellationToken);
    }

    // libtorch's rounding, where the caller does not fix it.
    private static void AssertSame(ProbeReport expected, ProbeReport actual)
    {
        Assert.Equal(expected.Fits.Select(fit => fit.Strength), actual.Fits.Select(fit => fit.Strength));
        foreach (var (e, a) in expected.Predictions.Zip(actual.Predictions))
            Assert.All(e.Slots[0].Scores.Zip(a.Slots[0].Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
