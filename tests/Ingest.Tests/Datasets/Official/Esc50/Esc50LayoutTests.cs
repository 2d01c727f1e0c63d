using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.Esc50;

public sealed class Esc50LayoutTests : IDisposable
{
    private const string Header = "filename,fold,target,category,esc10,src_file,take\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Classes_come_in_the_order_of_their_targets()
    {
        var dataset = Read(
            Header + "1-1-A-41.wav,1,41,chainsaw,True,1,A\n2-7-A-0.wav,2,0,dog,True,7,A\n5-9-B-41.wav,5,41,chainsaw,True,9,B\n",
            true,
            "1-1-A-41.wav",
            "2-7-A-0.wav",
            "5-9-B-41.wav");

        Assert.Equal(["dog", "chainsaw"], dataset.Labels["category"].Classes);
        Assert.Equal([[1], [0], [1]], dataset.Labels["category"].Values);
        Assert.Equal(["1", "2", "5"], dataset.Partitions);
        Assert.True(dataset.HasFolds);
        Assert.Equal(new Clip("audio/2-7-A-0.wav", Path.Join(_folder.Path, "audio", "2-7-A-0.wav")), dataset.Clips[1]);
    }

    [Fact]
    public void Conversions_to_any_format_that_is_decoded_are_fine()
    {
        string[] files = [.. AudioFolder.AnyAudio.Select(ending => $"1-1-A-41{ending}")];

        var dataset = Read(Header + string.Concat(files.Select(file => $"{file},1,41,chainsaw,True,1,A\n")), true, files);

        Assert.Equal(files.Length, dataset.Clips.Count);
    }

    [Theory]
    [InlineData("1-7-A-41.wav", false)]
    [InlineData("2-7-A-41.wav", true)]
    [InlineData("1-7-A-14.wav", true)]
    [InlineData("1-7-41.wav", false)]
    [InlineData("one-7-A-41.wav", false)]
    public void A_name_that_tells_another_fold_or_target_than_the_metadata_is_mislabelled(string file, bool isMislabelled)
    {
        var dataset = Read(Header + $"{file},1,41,chainsaw,True,7,A\n", true, file);

        Assert.Equal(isMislabelled ? [$"audio/{file}"] : [], dataset.Mislabelled.First);
    }

    [Theory]
    [InlineData("filename,fold,category\n", "1 fault\n  line 1: has no column \"target\".")]
    [InlineData(
        Header + "a.wav,6,0,dog,True,1,A\nb.wav,,0,dog,True,1,A\n",
        "2 faults\n  line 2: has the fold \"6\"; it must be a whole number from 1 to 5.\n"
        + "  line 3: has the fold \"\"; it must be a whole number from 1 to 5.")]
    [InlineData(
        Header + "a.wav,1,50,dog,True,1,A\nb.wav,1,-1,dog,True,1,A\n",
        "2 faults\n  line 2: has the target \"50\"; it must be a whole number from 0 to 49.\n"
        + "  line 3: has the target \"-1\"; it must be a whole number from 0 to 49.")]
    [InlineData(Header + "a.wav,1,0,,True,1,A\n", "1 fault\n  line 2: has an empty category.")]
    [InlineData(Header + "a.wav,1,0,dog,True,1,A\na.wav,2,0,dog,True,1,A\n", "1 fault\n  line 3: repeats the file \"a.wav\" of line 2.")]
    [InlineData(
        Header + "a.wav,1,0,dog,True,1,A\nb.wav,2,0,cat,True,1,A\n",
        "1 fault\n  line 3: calls target 0 \"cat\"; an earlier line calls it \"dog\".")]
    [InlineData(
        Header + "a.wav,1,0,dog,True,1,A\nb.wav,2,1,dog,True,1,A\n",
        "1 fault\n  line 3: gives \"dog\" the target 1; an earlier line gives it 0.")]
    [InlineData(Header + "../a.wav,1,0,dog,True,1,A\n", "1 fault\n  line 2: has the file name \"../a.wav\"; it must be a name in the folder audio.")]
    [InlineData(
        Header + "..,1,0,dog,True,1,A\n",
        "1 fault\n  line 2: has the path \"..\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    public void Broken_metadata_is_explained(string csv, string expected)
    {
        var fault = Assert.Throws<DatasetException>(() => Read(csv));

        Assert.Equal($"{Path.Join(_folder.Path, "meta", "esc50.csv")}: {expected}", fault.Message);
    }

    [Fact]
    public void A_folder_without_metadata_is_named() =>
        Assert.Equal($"{Path.Join(_folder.Path, "meta", "esc50.csv")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(() => OfficialDatasets.Read("esc-50", _folder.Path)).Message);

    [Fact]
    public void The_folder_that_the_archive_brings_along_may_stay_around_it_and_dot_folders_are_passed_over()
    {
        foreach (var folder in new[] { "ESC-50-master", ".hares-unpacking" })
        {
            _folder.Write($"{folder}/meta/esc50.csv", Header + "1-7-A-41.wav,1,41,chainsaw,True,7,A\n");
            _folder.Write($"{folder}/audio/1-7-A-41.wav", "");
            _folder.Write($"{folder}/audio/.spotlight/1-7-A-42.wav", "");
            _folder.Write($"{folder}/audio/._1-7-A-41.wav", "");
        }

        var dataset = OfficialDatasets.Read("esc-50", _folder.Path, allowPartial: true);

        Assert.Equal(_folder.File("ESC-50-master"), dataset.Root);
        Assert.Equal(new Clip("audio/1-7-A-41.wav", _folder.File("ESC-50-master/audio/1-7-A-41.wav")), Assert.Single(dataset.Clips));
        Assert.Equal(0, dataset.Extra.Count);
    }

    [Fact]
    public void The_ten_class_part_in_ogg_is_read_as_it_is()
    {
        var dataset = OfficialDatasets.Read("esc-50", TestData.Folder("ESC-10"), allowPartial: true);

        Assert.Equal(400, dataset.Clips.Count);
        Assert.Equal(["dog", "rooster", "rain", "sea_waves", "crackling_fire", "crying_baby", "sneezing", "clock_tick", "helicopter", "chainsaw"],
            dataset.Labels["category"].Classes);
        Assert.Equal([80, 80, 80, 80, 80], dataset.Partitions.CountBy(fold => fold).Select(count => count.Value));
        Assert.All(dataset.Clips, clip => Assert.True(File.Exists(clip.Path)));
    }

    [Fact]
    public void A_part_of_it_is_read_only_where_that_is_allowed()
    {
        const string Csv = Header + "a.wav,1,0,dog,True,1,A\nb.wav,2,0,dog,True,1,A\ngone.wav,2,41,chainsaw,True,1,A\n";

        var fault = Assert.Throws<DatasetException>(() => Read(Csv, allowPartial: false, "a.wav", "b.wav"));
        var part = Read(Csv, allowPartial: true, "a.wav", "b.wav", "unnamed.wav");

        Assert.Equal(
            $"{_folder.Path} lacks 1,998 of ESC-50's 2,000 clips (fold 1 has 1 of 400, fold 2 has 1 of 400, "
            + "fold 3 has 0 of 400, fold 4 has 0 of 400, "
            + "fold 5 has 0 of 400); 1 of the entries of its metadata (audio/gone.wav first); 49 of ESC-50's 50 classes of category; "
            + "to score a part of it, set data.allowPartial.", fault.Message);
        Assert.Equal(["audio/a.wav", "audio/b.wav"], part.Clips.Select(clip => clip.Id));
        Assert.Equal(["dog"], part.Labels["category"].Classes);
        Assert.Equal("audio/gone.wav", Assert.Single(part.Missing.First));
        Assert.Equal("audio/unnamed.wav", Assert.Single(part.Extra.First));
        Assert.StartsWith("lacks 1,998 of", part.Shortfall);
    }

    [Fact]
    public void Links_in_the_folder_of_clips_are_counted_where_clips_are_missing_and_the_folder_itself_may_be_one()
    {
        _folder.Write("elsewhere/a.wav", "");
        _folder.Write("elsewhere/deeper/b.wav", "");
        File.CreateSymbolicLink(_folder.File("elsewhere/linked.wav"), _folder.File("elsewhere/a.wav"));
        File.CreateSymbolicLink(_folder.File("elsewhere/linked.txt"), _folder.File("elsewhere/a.wav"));
        Directory.CreateSymbolicLink(_folder.File("elsewhere/deeper/linked"), _folder.File("elsewhere"));
        Directory.CreateSymbolicLink(_folder.File("audio"), _folder.File("elsewhere"));

        var whole = Read(Header + "a.wav,1,0,dog,True,1,A\n");
        var lacking = Read(Header + "a.wav,1,0,dog,True,1,A\nlinked.wav,1,0,dog,True,1,A\n");

        Assert.Equal(["audio/a.wav"], lacking.Clips.Select(clip => clip.Id));
        Assert.Equal((0, 2), (whole.Missing.Links, lacking.Missing.Links));
        Assert.EndsWith("; 2 links in it were not followed", lacking.Shortfall);
        Assert.Equal(
            $"{_folder.Path} holds no clip of ESC-50's layout; 2 links in it were not followed.",
            Assert.Throws<DatasetException>(() => Read(Header + "linked.wav,1,0,dog,True,1,A\n")).Message);
    }

    [Fact]
    public void A_folder_without_any_clip_of_the_layout_is_said_to_be() =>
        Assert.Equal(
            $"{_folder.Path} holds no clip of ESC-50's layout; links in it are not followed.",
            Assert.Throws<DatasetException>(() => Read(Header)).Message);

    private Dataset Read(string csv, bool allowPartial = true, params string[] files)
    {
        _folder.Write("meta/esc50.csv", csv);
        foreach (var file in files) _folder.Write($"audio/{file}", "");
        return OfficialDatasets.Read("esc-50", _folder.Path, allowPartial);
    }
}
