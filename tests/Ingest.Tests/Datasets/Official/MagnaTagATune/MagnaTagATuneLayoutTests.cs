using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.MagnaTagATune;

public sealed class MagnaTagATuneLayoutTests : IDisposable
{
    private const string Guitar = "guitar", Choral = "choral", Rare = "bagpipes";

    private static readonly string[] Top50 = [.. OfficialTags()];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tags_come_in_the_published_order_and_folders_are_the_split()
    {
        var dataset = Read(
            Row("2", "0/a.mp3", Choral, Guitar),
            Row("6", "b/b.mp3", Rare),
            Row("10", "c/c.mp3", Choral),
            Row("11", "d/d.mp3"),
            Row("12", "f/e.mp3", Guitar));

        Assert.Equal(Top50, dataset.Labels["tag"].Classes);
        Assert.Equal([[0, 49], [], [49], [], [0]], dataset.Labels["tag"].Values);
        Assert.Equal(["train", "train", "valid", "test", "test"], dataset.Partitions);
        Assert.Equal(["mp3/0/a.mp3", "mp3/b/b.mp3", "mp3/c/c.mp3", "mp3/d/d.mp3", "mp3/f/e.mp3"], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
    }

    [Fact]
    public void The_folders_may_lie_beside_the_metadata()
    {
        _folder.Write("annotations_final.csv", Header() + Row("2", "0/a.mp3", Guitar));
        _folder.Write("0/a.mp3", "");

        Assert.Equal("0/a.mp3", OfficialDatasets.Read("magnatagatune", _folder.Path, allowPartial: true).Clips[0].Id);
    }

    [Fact]
    public void The_three_files_without_audio_are_left_out_there_or_not()
    {
        var dataset = Read(Row("35644", "6/x.mp3", Guitar), Row("2", "0/a.mp3", Guitar));
        File.Delete(_folder.File("mp3/6/x.mp3"));
        var without = OfficialDatasets.Read("magnatagatune", _folder.Path, allowPartial: true);

        foreach (var read in new[] { dataset, without })
            Assert.Equal(("mp3/0/a.mp3", 0, 0), (Assert.Single(read.Clips).Id, read.Missing.Count, read.Extra.Count));
    }

    [Fact]
    public void Missing_and_extra_files_are_told()
    {
        Read(Row("2", "0/a.mp3", Guitar), Row("3", "0/b.mp3", Guitar));
        File.Delete(_folder.File("mp3/0/a.mp3"));
        _folder.Write("mp3/1/stranger.mp3", "");

        var dataset = OfficialDatasets.Read("magnatagatune", _folder.Path, allowPartial: true);

        Assert.Equal("mp3/0/a.mp3", Assert.Single(dataset.Missing.First));
        Assert.Equal("mp3/1/stranger.mp3", Assert.Single(dataset.Extra.First));
    }

    [Fact]
    public void A_byte_order_mark_and_crlf_are_read()
    {
        _folder.Write("annotations_final.csv", "\ufeff" + (Header() + Row("2", "0/a.mp3", Guitar)).ReplaceLineEndings("\r\n"));
        _folder.Write("mp3/0/a.mp3", "");

        Assert.Equal([[0]], OfficialDatasets.Read("magnatagatune", _folder.Path, allowPartial: true).Labels["tag"].Values);
    }

    [Theory]
    [InlineData("2", "0/a.mp3", "1", "repeats the file \"0/a.mp3\".", "repeats the clip id \"2\".")]
    [InlineData("3", "g/a.mp3", "1", "has the file \"g/a.mp3\"; files are in the folders 0 to f.")]
    [InlineData(
        "3", "0/../../a.mp3", "1", "has the path \"0/../../a.mp3\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    [InlineData("3", "0/b.mp3", "yes", "has \"yes\" under guitar; it must be 0 or 1.")]
    public void Broken_rows_are_explained(string id, string path, string guitar, params string[] expected)
    {
        var row = Row(id, path).Replace("\"0\"\t", "\"" + guitar + "\"\t", StringComparison.Ordinal);
        var fault = Assert.Throws<DatasetException>(() => Read(Row("2", "0/a.mp3"), row));

        Assert.StartsWith($"{_folder.File("annotations_final.csv")}: ", fault.Message);
        Assert.All(expected, sentence => Assert.Contains($"line 3: {sentence}", fault.Message));
    }

    [Fact]
    public void A_row_that_is_cut_off_is_explained()
    {
        var fault = Assert.Throws<DatasetException>(() => Read(Row("2", "0/a.mp3"), "\"3\"\t\"0\""));

        Assert.Equal($"{_folder.File("annotations_final.csv")}: 1 fault\n  line 3: has 2 fields where the header has 53.", fault.Message);
    }

    [Theory]
    [InlineData("clip_id\tguitar\n", "must have the columns clip_id and mp3_path, with tabs between.")]
    [InlineData("clip_id\tmp3_path\n", "has no column \"guitar\".")]
    public void A_header_without_what_is_needed_is_explained(string csv, string expected)
    {
        _folder.Write("annotations_final.csv", csv);

        Assert.Contains(
            $"line 1: {expected}",
            Assert.Throws<DatasetException>(() => OfficialDatasets.Read("magnatagatune", _folder.Path, allowPartial: true)).Message);
    }

    [Fact]
    public void A_folder_without_metadata_is_named() =>
        Assert.Equal($"{_folder.File("annotations_final.csv")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(() => OfficialDatasets.Read("magnatagatune", _folder.Path, allowPartial: true)).Message);

    private static IEnumerable<string> OfficialTags() => File.ReadLines(Golden.Path("magnatagatune-top50.txt"));

    private static string Header() =>
        string.Join('\t', new[] { "clip_id", Rare }.Concat(Top50.Order()).Append("mp3_path").Select(name => $"\"{name}\"")) + "\n";

    private static string Row(string id, string path, params string[] tags) => string.Join('\t',
        new[] { id }
            .Concat(new[] { Rare }.Concat(Top50.Order()).Select(tag => tags.Contains(tag) ? "1" : "0"))
            .Append(path)
            .Select(cell => $"\"{cell}\"")) + "\n";

    private Dataset Read(params string[] rows)
    {
        _folder.Write("annotations_final.csv", Header() + string.Concat(rows));
        foreach (var path in rows
            .Select(row => row.Trim().Split('\t')[^1].Trim('"'))
            .Where(path => path.EndsWith(".mp3", StringComparison.Ordinal) && !path.Contains("..")))
            _folder.Write($"mp3/{path}", "");
        return OfficialDatasets.Read("magnatagatune", _folder.Path, allowPartial: true);
    }
}
