using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official;

public sealed class SplitListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_list_replaces_the_layouts_own_split_and_leaves_out_what_it_does_not_name()
    {
        var dataset = Read("clip,split\naudio/c.wav,test\naudio/a.wav,train\n");

        Assert.Equal(["audio/a.wav", "audio/c.wav"], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(["train", "test"], dataset.Partitions);
        Assert.False(dataset.HasFolds);
        Assert.Equal([[0], [1]], dataset.Labels["category"].Values);
    }

    [Theory]
    [InlineData("path,split\n", "the columns must be clip and split; it has path, split.")]
    [InlineData("clip,split\naudio/x.wav,train\n", "line 2: names the clip \"audio/x.wav\", which ")]
    [InlineData("clip,split\naudio/a.wav,dev\n", "line 2: has the split \"dev\"; the splits are train, valid and test.")]
    [InlineData("clip,split\naudio/a.wav,train\naudio/a.wav,test\n", "line 3: repeats the clip \"audio/a.wav\".")]
    public void A_list_that_cannot_be_used_is_explained(string list, string expected) =>
        Assert.Contains(expected, Assert.Throws<DatasetException>(() => Read(list)).Message);

    private Dataset Read(string list)
    {
        _folder.Write("meta/esc50.csv", "filename,fold,target,category,esc10,src_file,take\n"
            + "a.wav,1,0,dog,True,1,A\nb.wav,2,0,dog,True,1,A\nc.wav,3,1,rooster,True,1,A\n");
        foreach (var clip in new[] { "a", "b", "c" }) _folder.Write($"audio/{clip}.wav", "");
        return OfficialDatasets.Read("esc-50", _folder.Path, allowPartial: true, _folder.Write("list.csv", list));
    }
}
