using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Datasets.Official.Birdsong;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.Birdsong;

public sealed class BirdsongLayoutTests : IDisposable
{
    private const string Header = "itemid,datasetid,hasbird\n";

    private readonly TemporaryFolder _folder = new();

    public BirdsongLayoutTests()
    {
        WriteSet("audio/BirdVox-DCASE-20k", "BirdVoxDCASE20k_csvpublic.csv", Items(10));
        WriteSet("audio/ff1010bird", "labels/ff1010bird.csv", Items(5));
        WriteSet("warblrb10k/wav", "warblrb10k/warblrb10k_public_metadata_2018.csv", Items(4));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_fifth_of_every_set_is_tested()
    {
        var dataset = Read();

        Assert.Equal(19, dataset.Clips.Count);
        Assert.Equal(["audio/BirdVox-DCASE-20k: 2 of 10", "audio/ff1010bird: 1 of 5", "warblrb10k/wav: 0 of 4"], dataset.Clips.Zip(dataset.Partitions)
            .GroupBy(
                clip => Path.GetDirectoryName(clip.First.Id),
                (set, clips) => $"{set}: {clips.Count(clip => clip.Second == "test")} of {clips.Count()}"));
        Assert.Equal(["no bird", "bird"], dataset.Labels["bird"].Classes);
        Assert.Equal([[0], [1], [0], [1]], dataset.Labels["bird"].Values.Take(4));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
    }

    [Fact]
    public void The_folder_wav_of_an_archive_may_lie_in_its_sets()
    {
        Directory.Move(_folder.File("audio/ff1010bird"), _folder.File("moved"));
        Directory.CreateDirectory(_folder.File("audio/ff1010bird"));
        Directory.Move(_folder.File("moved"), _folder.File("audio/ff1010bird/wav"));

        var dataset = Read();

        Assert.Equal(5, dataset.Clips.Count(clip => clip.Id.StartsWith("audio/ff1010bird/wav/", StringComparison.Ordinal)));
        Assert.Equal((19, 0, 0), (dataset.Clips.Count, dataset.Missing.Count, dataset.Extra.Count));
    }

    [Fact]
    public void The_split_does_not_depend_on_order_or_on_what_is_there()
    {
        var whole = TestClips(Read());
        File.Delete(_folder.File("audio/BirdVox-DCASE-20k/item7.wav"));
        _folder.Write("BirdVoxDCASE20k_csvpublic.csv", Header + string.Concat(Items(10).Reverse().Select(item => $"{item},x,1\n")));

        var part = Read();

        Assert.Equal("audio/BirdVox-DCASE-20k/item7.wav", Assert.Single(part.Missing.First));
        Assert.Equal(whole.Where(clip => !clip.EndsWith("item7.wav", StringComparison.Ordinal)), TestClips(part));
    }

    /// <summary>Python's xxhash 3 gives the same two: sorted(items, key=xxhash.xxh3_64_intdigest)[:2].</summary>
    [Fact]
    public void The_items_that_are_tested_never_change() => Assert.Equal(["item2", "item7"], BirdsongSplit.Test(Items(10)).Order());

    [Theory]
    [InlineData("itemid,datasetid\n", "1 fault\n  line 1: must have the columns itemid and hasbird.")]
    [InlineData(Header, "1 fault\n  has a header but no clips.")]
    [InlineData(Header + "a,x,2\n", "1 fault\n  line 2: has \"2\" under hasbird; it must be 0 or 1.")]
    [InlineData(Header + "a,x\n", "2 faults\n  has a header but no clips.\n  line 2: has 2 fields where the header has 3.")]
    [InlineData(Header + "a,x,0\na,x,0\n", "1 fault\n  line 3: repeats the item \"a\" of line 2.")]
    [InlineData(Header + "../a,x,0\n", "1 fault\n  line 2: has the item \"../a\"; an item is a file name without its ending.")]
    [InlineData(
        Header + "..,x,0\n",
        "1 fault\n  line 2: has the path \"..\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    public void Broken_labels_are_explained(string csv, string expected)
    {
        _folder.Write("BirdVoxDCASE20k_csvpublic.csv", csv);

        Assert.Equal($"{_folder.File("BirdVoxDCASE20k_csvpublic.csv")}: {expected}", Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void Labels_with_a_byte_order_mark_and_crlf_are_read_and_those_of_another_encoding_explained()
    {
        _folder.Write("BirdVoxDCASE20k_csvpublic.csv", "\ufeffitemid,datasetid,hasbird\r\nitem1,x,1\r\n");
        Assert.Equal(9, Read().Extra.Count);

        _folder.Write("BirdVoxDCASE20k_csvpublic.csv", [.. "itemid,datasetid,hasbird\nitem"u8, 0xE9, .. ",x,1\n"u8]);
        Assert.EndsWith("line 2: is not valid UTF-8; save the file as UTF-8.", Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void A_set_that_is_not_there_is_named_by_its_labels()
    {
        File.Delete(_folder.File("labels/ff1010bird.csv"));

        Assert.Equal(
            $"{_folder.File("ff1010bird_metadata_2018.csv")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(Read).Message);
    }

    private static IEnumerable<string> Items(int count) => Enumerable.Range(0, count).Select(i => $"item{i}");

    private static string[] TestClips(Dataset dataset) =>
        [.. dataset.Clips.Zip(dataset.Partitions).Where(clip => clip.Second == "test").Select(clip => clip.First.Id).Order(StringComparer.Ordinal)];

    private Dataset Read() => OfficialDatasets.Read("birdsong", _folder.Path, allowPartial: true);

    private void WriteSet(string folder, string labels, IEnumerable<string> items)
    {
        _folder.Write(labels, Header + string.Concat(items.Select((item, i) => $"{item},x,{i % 2}\n")));
        foreach (var item in items) _folder.Write($"{folder}/{item}.wav", "");
    }
}
