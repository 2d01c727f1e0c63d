using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Tasks;

public class FoldPlanTests
{
    [Fact]
    public void A_given_split_is_one_fold_in_places_of_the_clips_that_take_part()
    {
        var dataset = Some.Dataset("tones", "train", "test", "valid", "train", "test");

        var fold = Assert.Single(FoldPlan.Of(dataset, [0, 2, 3, 4]));

        Assert.Equal([0, 2], fold.Train);
        Assert.Equal([1], fold.Valid);
        Assert.Equal([3], fold.Test);
    }

    [Fact]
    public void Each_official_fold_is_tested_once_by_what_the_others_taught()
    {
        var folds = FoldPlan.Of(Some.Dataset("tones", "2", "1", "3", "1"), [0, 1, 2, 3]);

        Assert.Equal(3, folds.Count);
        Assert.Equal([1, 3], folds[0].Test);
        Assert.Equal([0, 2], folds[0].Train);
        Assert.All(folds, fold => Assert.Empty(fold.Train.Intersect(fold.Test)));
        Assert.Equal([0, 1, 2, 3], folds.SelectMany(fold => fold.Test).Order());
    }

    [Fact]
    public void A_fold_without_a_usable_clip_is_none() => Assert.Equal(2, FoldPlan.Of(Some.Dataset("tones", "1", "2", "3"), [0, 2]).Count);
}
