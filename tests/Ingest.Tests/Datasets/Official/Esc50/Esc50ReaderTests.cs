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
        var dataset = Read(Header + "1-1-A-41.wav,1,41,chainsaw,True,1,A\n2-7-A-0.wav,2,0,dog,True,7,A\n5-9-B-41.wav,5,41,chainsaw,True,9,B\n");

        Assert.Equal(["dog", "chainsaw"], dataset.Labels["category"].Classes);
        Assert.Equal([[1], [0], [1]], dataset.Labels["category"].Values);
        Assert.Equal(["1", "2", "5"], dataset.Partitions);
        Assert.True(dataset.HasFolds);
        Assert.Equal(new Clip("audio/2-7-A-0.wav", Path.Join(_folder.Path, "audio", "2-7-A-0.wav")), dataset.Clips[1]);
    }

    [Theory]
    [InlineData("filename,fold,category\n", "1 fault\n  line 1: has no column \"target\".", false)]
    [InlineData(Header, "1 fault\n  has a header but no clips.", true)]
    [InlineData(Header + "a.wav,1,0,dog,True,1,A\n", "1 fault\n  has 1 of ESC-50's 2,000 clips, and 1 of its 50 classes; to score a part of it, set data.allowPartial.", false)]
    [InlineData(Header + "a.wav,6,0,dog,True,1,A\nb.wav,,0,dog,True,1,A\n", "2 faults\n  line 2: has the fold \"6\"; it must be a whole number from 1 to 5.\n  line 3: has the fold \"\"; it must be a whole number from 1 to 5.", true)]
    [InlineData(Header + "a.wav,1,50,dog,True,1,A\nb.wav,1,-1,dog,True,1,A\n", "2 faults\n  line 2: has the target \"50\"; it must be a whole number from 0 to 49.\n  line 3: has the target \"-1\"; it must be a whole number from 0 to 49.", true)]
    [InlineData(Header + "a.wav,1,0,,True,1,A\n", "1 fault\n  line 2: has an empty category.", true)]
    [InlineData(Header + "a.wav,1,0,dog,True,1,A\na.wav,2,0,dog,True,1,A\n", "1 fault\n  line 3: repeats the file \"a.wav\" of line 2.", true)]
    [InlineData(Header + "a.wav,1,0,dog,True,1,A\nb.wav,2,0,cat,True,1,A\n", "1 fault\n  line 3: calls target 0 \"cat\"; an earlier line calls it \"dog\".", true)]
    [InlineData(Header + "a.wav,1,0,dog,True,1,A\nb.wav,2,1,dog,True,1,A\n", "1 fault\n  line 3: gives \"dog\" the target 1; an earlier line gives it 0.", true)]
    [InlineData(Header + "../a.wav,1,0,dog,True,1,A\n", "1 fault\n  line 2: has the file name \"../a.wav\"; it must be a name in the folder audio.", true)]
    [InlineData(Header + "..,1,0,dog,True,1,A\n", "1 fault\n  line 2: has the path \"..\"; paths stay inside the CSV's folder, without \"..\", \".\" or empty parts.", true)]
    public void Broken_metadata_is_explained(string csv, string expected, bool allowPartial)
    {
        var fault = Assert.Throws<DatasetException>(() => Read(csv, allowPartial));

        Assert.Equal($"{Path.Join(_folder.Path, "meta", "esc50.csv")}: {expected}", fault.Message);
    }

    [Fact]
    public void A_folder_without_metadata_is_named() =>
        Assert.Equal($"{Path.Join(_folder.Path, "meta", "esc50.csv")} does not exist.",
            Assert.Throws<DatasetException>(() => OfficialDatasets.Read("esc-50", _folder.Path)).Message);

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

    private Dataset Read(string csv, bool allowPartial = true)
    {
        _folder.Write("meta/esc50.csv", csv);
        return OfficialDatasets.Read("esc-50", _folder.Path, allowPartial);
    }
}
