using Hares.Probe.Protocols;
using Hares.Probe.Protocols.Quick;
using Hares.Probe.Tests.Support;

namespace Hares.Probe.Tests.Protocols.Quick;

public class InnerFoldsTests
{
    [Fact]
    public void Official_folds_are_left_out_whole_whatever_the_seed()
    {
        var task = Some.Task(clips: 30);
        using var _ = task.Embeddings;
        int[] train = [.. Enumerable.Range(0, 30).Reverse()], groups = [.. train.Select(clip => clip / 10)];
        var side = new TrainingSide(task, 0, train, [], groups);

        Assert.True(InnerFolds.AreOfficial(side));
        var folds = InnerFolds.Of(side, seed: 5).ToArray();

        Assert.Equal(3, folds.Length);
        Assert.All(folds.Index(), fold => Assert.All(fold.Item.Valid, clip => Assert.Equal(fold.Index, clip / 10)));
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, 30), fold.Train.Concat(fold.Valid).Order()));
    }

    [Fact]
    public void Otherwise_each_clip_is_left_out_once_and_each_part_has_its_share_of_every_class()
    {
        var task = Some.Task(clips: 60, classes: 3);
        using var _ = task.Embeddings;
        int[] train = [.. Enumerable.Range(15, 45)];

        var folds = InnerFolds.Of(new TrainingSide(task, 0, train, [], null), seed: 5).ToArray();

        Assert.Equal(5, folds.Length);
        Assert.Equal(train, folds.SelectMany(fold => fold.Valid).Order());
        Assert.All(folds, fold => Assert.Equal(train, fold.Train.Concat(fold.Valid).Order()));
        Assert.All(folds, fold => Assert.All(fold.Valid.GroupBy(clip => clip % 3), shared => Assert.Equal(3, shared.Count())));
    }

    [Fact]
    public void The_seed_and_the_fold_alone_decide_who_is_left_out()
    {
        var task = Some.Task(clips: 60);
        using var _ = task.Embeddings;

        var first = Valid(seed: 5, fold: 0);

        Assert.Equal(first, Valid(seed: 5, fold: 0));
        Assert.NotEqual(first, Valid(seed: 6, fold: 0));
        Assert.NotEqual(first, Valid(seed: 5, fold: 1));

        int[] Valid(int seed, int fold) =>
            [.. InnerFolds.Of(new TrainingSide(task, fold, [.. Enumerable.Range(0, 60)], [], null), seed).SelectMany(each => each.Valid)];
    }

    [Fact]
    public void A_part_without_which_nothing_is_taught_is_not_left_out()
    {
        var task = Some.Relabelled(Some.Task(clips: 20), Enumerable.Range(0, 20).Select(clip => new[] { clip == 7 ? 1 : 0 }));
        using var _ = task.Embeddings;

        var folds = InnerFolds.Of(new TrainingSide(task, 0, [.. Enumerable.Range(0, 20)], [], null), seed: 0).ToArray();

        Assert.Equal(4, folds.Length);
        Assert.All(folds, fold => Assert.Contains(7, fold.Train));
        Assert.Empty(InnerFolds.Of(new TrainingSide(task, 0, [7, 8], [], null), seed: 0));
    }
}
