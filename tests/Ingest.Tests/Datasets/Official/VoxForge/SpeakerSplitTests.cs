using Hares.Ingest.Datasets.Official.VoxForge;

namespace Hares.Ingest.Tests.Datasets.Official.VoxForge;

/// <summary>Against <c>_get_inter_splits_by_group</c> of TensorFlow Datasets' VoxForge, run with NumPy 1.24.</summary>
public sealed class SpeakerSplitTests
{
    [Fact]
    public void Speakers_land_where_tensorflow_datasets_puts_them_whatever_their_order()
    {
        string[] speakers = ["anonymous", "Aaron", "ralfherzog", "Zoe", "1028", "guenter", "jaiger", "éric", "timobaumann", "manu"];

        var splits = SpeakerSplit.Deal(speakers.Concat(speakers.Reverse()));

        Assert.Equal(
            ["1028", "anonymous", "jaiger"],
            splits.Where(entry => entry.Value == "test").Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Equal(7, splits.Count(entry => entry.Value == "train"));
    }

    /// <summary>Of ten speakers none is for validation: 0.7 + 0.1 is a little less than 0.8.</summary>
    [Theory]
    [InlineData(10, 7, 0, 3)]
    [InlineData(20, 14, 1, 5)]
    [InlineData(1234, 863, 124, 247)]
    public void Shares_are_cut_as_tensorflow_datasets_cuts_them(int speakers, int train, int valid, int test)
    {
        var splits = SpeakerSplit.Deal(Enumerable.Range(0, speakers).Select(i => $"s{i}"));

        Assert.Equal((train, valid, test), (Count("train"), Count("valid"), Count("test")));

        int Count(string split) => splits.Values.Count(value => value == split);
    }

    [Fact]
    public void The_speakers_of_a_larger_set_land_where_tensorflow_datasets_puts_them()
    {
        var splits = SpeakerSplit.Deal(Enumerable.Range(0, 1234).Select(i => $"s{i}"));

        Assert.Equal([15, 18, 19, 20, 31], Enumerable.Range(0, 40).Where(i => splits[$"s{i}"] == "test"));
        Assert.Equal([5, 7, 32], Enumerable.Range(0, 40).Where(i => splits[$"s{i}"] == "valid"));
    }
}
