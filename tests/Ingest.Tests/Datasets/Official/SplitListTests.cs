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

    [Fact]
    public void A_list_that_leaves_out_clips_of_a_whole_dataset_makes_a_part_of_it()
    {
        var names = WriteWhole();
        string[] lines = [.. names.Select((name, i) => $"audio/{name},{(i % 5 == 0 ? "test" : "train")}\n")];
        var all = _folder.Write("all.csv", "clip,split\n" + string.Concat(lines));
        var some = _folder.Write("some.csv", "clip,split\n" + string.Concat(lines.SkipLast(3)));

        var whole = OfficialDatasets.Read("esc-50", _folder.Path, splitList: all);
        var part = OfficialDatasets.Read("esc-50", _folder.Path, allowPartial: true, some);
        var fault = Assert.Throws<DatasetException>(() => OfficialDatasets.Read("esc-50", _folder.Path, splitList: some));

        Assert.Equal((null, all, 2000), (whole.Shortfall, whole.SplitList, whole.Clips.Count));
        Assert.Equal($"split by {some} lacks 3 of ESC-50's 2,000 clips", part.Shortfall);
        Assert.Equal($"{_folder.Path} split by {some} lacks 3 of ESC-50's 2,000 clips; to score a part of it, set data.allowPartial.", fault.Message);
    }

    [Fact]
    public void A_clip_that_the_list_names_and_the_folder_lacks_is_missing_where_parts_are_allowed()
    {
        var names = WriteWhole();
        var list = _folder.Write(
            "list.csv",
            "clip,split\naudio/gone.wav,test\n" + string.Concat(names.Select((name, i) => $"audio/{name},{(i < 9 ? "test" : "train")}\n")));

        var part = OfficialDatasets.Read("esc-50", _folder.Path, allowPartial: true, list);
        var fault = Assert.Throws<DatasetException>(() => OfficialDatasets.Read("esc-50", _folder.Path, splitList: list));

        Assert.Equal("audio/gone.wav", Assert.Single(part.Missing.First));
        Assert.Equal($"split by {list} lacks 1 of the entries of its list (audio/gone.wav first)", part.Shortfall);
        Assert.EndsWith(
            $"line 2: names the clip \"audio/gone.wav\", which {_folder.Path} does not hold; its clips are named as in \"audio/{names[0]}\".",
            fault.Message);
    }

    [Theory]
    [InlineData("", "2 faults\n  names no clip for train that ")]
    [InlineData("audio/a.wav,train\naudio/b.wav,valid\n", "1 fault\n  names no clip for test that ")]
    [InlineData("audio/x.wav,test\naudio/b.wav,train\n", "1 fault\n  names no clip for test that ")]
    public void A_list_must_leave_something_to_train_on_and_to_test(string lines, string expected) =>
        Assert.Contains(expected, Assert.Throws<DatasetException>(() => Read("clip,split\n" + lines)).Message);

    [Theory]
    [InlineData("path,split\n", "the columns must be clip and split; it has path, split.")]
    [InlineData("clip,split\naudio/a.wav,dev\n", "line 2: has the split \"dev\"; the splits are train, valid and test.")]
    [InlineData("clip,split\naudio/a.wav,train\naudio/a.wav,test\n", "line 3: repeats the clip \"audio/a.wav\".")]
    public void A_list_that_cannot_be_used_is_explained(string list, string expected) =>
        Assert.Contains(expected, Assert.Throws<DatasetException>(() => Read(list)).Message);

    /// <summary>All 2,000 clips of ESC-50, empty.</summary>
    private string[] WriteWhole()
    {
        string[] names = [.. Enumerable.Range(0, 2000).Select(i => $"{i / 400 + 1}-{i}-A-{i % 50}.wav")];
        _folder.Write(
            "meta/esc50.csv",
            "filename,fold,target,category\n" + string.Concat(names.Select((name, i) => $"{name},{i / 400 + 1},{i % 50},class{i % 50}\n")));
        foreach (var name in names) _folder.Write($"audio/{name}", "");
        return names;
    }

    private Dataset Read(string list)
    {
        _folder.Write("meta/esc50.csv", "filename,fold,target,category,esc10,src_file,take\n"
            + "a.wav,1,0,dog,True,1,A\nb.wav,2,0,dog,True,1,A\nc.wav,3,1,rooster,True,1,A\n");
        foreach (var clip in new[] { "a", "b", "c" }) _folder.Write($"audio/{clip}.wav", "");
        return OfficialDatasets.Read("esc-50", _folder.Path, allowPartial: true, _folder.Write("list.csv", list));
    }
}
