using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.VoxCeleb;

public sealed class VoxCelebLayoutTests : IDisposable
{
    private const string Example = "as in \"3 id10003/na8-QEFmj44/00003.wav\"";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("3 id10003/na8-QEFmj44/00003.wav\n1 id10003/na8-QEFmj44/00004.wav\n2 id10001/1zcIwhmdeo4/00001.wav\n")]
    [InlineData("\uFEFF3 id10003/na8-QEFmj44/00003.wav\r\n1 id10003/na8-QEFmj44/00004.wav\r\n\r\n2 id10001/1zcIwhmdeo4/00001.wav")]
    public void Splits_and_speakers_come_from_the_list(string list)
    {
        Audio("id10003/na8-QEFmj44/00003.wav", "id10003/na8-QEFmj44/00004.wav", "id10001/1zcIwhmdeo4/00001.wav", "id10001/1zcIwhmdeo4/00002.wav");

        var dataset = Read(list);

        Assert.Equal(new Clip("wav/id10003/na8-QEFmj44/00003.wav", _folder.File("wav/id10003/na8-QEFmj44/00003.wav")), dataset.Clips[0]);
        Assert.Equal(["test", "train", "valid"], dataset.Partitions);
        Assert.Equal(["id10001", "id10003"], dataset.Labels["speaker"].Classes);
        Assert.Equal([[1], [1], [0]], dataset.Labels["speaker"].Values);
        Assert.Equal(["wav/id10001/1zcIwhmdeo4/00002.wav"], dataset.Extra.First);
    }

    [Fact]
    public void Without_the_test_archive_its_files_are_missing()
    {
        Audio("id10001/1zcIwhmdeo4/00001.wav");

        var dataset = Read("1 id10001/1zcIwhmdeo4/00001.wav\n3 id10270/5r0dWxy17C8/00001.wav\n");

        Assert.Equal(["wav/id10270/5r0dWxy17C8/00001.wav"], dataset.Missing.First);
        Assert.Equal("lacks 153,515 of VoxCeleb1's 153,516 clips (train has 1 of 138,361, valid has 0 of 6,904, test has 0 of 8,251); " +
            "1 of the entries of its metadata (wav/id10270/5r0dWxy17C8/00001.wav first); 1250 of VoxCeleb1's 1251 classes of speaker",
            dataset.Shortfall);
    }

    [Theory]
    [InlineData("", "1 fault\n  is empty; download it again.")]
    [InlineData("\r\n \r\n", "1 fault\n  is empty; download it again.")]
    [InlineData("4 id10003/a/1.wav\n", "1 fault\n  line 1: has \"4 id10003/a/1.wav\"; it must begin with 1, 2 or 3, " + Example + ".")]
    [InlineData("1,id10003/a/1.wav\n", "1 fault\n  line 1: has \"1,id10003/a/1.wav\"; it must begin with 1, 2 or 3, " + Example + ".")]
    [InlineData(
        "id10003/a/1.wav\n3",
        "2 faults\n  line 1: has \"id10003/a/1.wav\"; it must begin with 1, 2 or 3, " + Example
        + ".\n  line 2: has \"3\"; it must begin with 1, 2 or 3, " + Example + ".")]
    [InlineData(
        "1 id10003/na8-QEFmj44/0000",
        "1 fault\n  line 1: has the file \"id10003/na8-QEFmj44/0000\"; "
        + "it must be speaker/video/number.wav, as in \"id10003/na8-QEFmj44/00003.wav\".")]
    [InlineData(
        "1 A.J._Buckley/a/1.wav",
        "1 fault\n  line 1: has the file \"A.J._Buckley/a/1.wav\"; it must be speaker/video/number.wav, as in \"id10003/na8-QEFmj44/00003.wav\".")]
    [InlineData(
        "1 id10003/../1.wav",
        "1 fault\n  line 1: has the path \"wav/id10003/../1.wav\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    [InlineData("1 id10003/a/1.wav\n1 id10003/b/1.wav\n3 id10003/a/1.wav\n", "1 fault\n  line 3: repeats the file \"id10003/a/1.wav\" of line 1.")]
    public void A_broken_list_is_explained(string list, string expected)
    {
        Audio("id10003/a/1.wav");

        Assert.Equal($"{_folder.File("iden_split.txt")}: {expected}", Assert.Throws<DatasetException>(() => Read(list)).Message);
    }

    [Fact]
    public void A_list_in_latin_1_is_explained()
    {
        var path = _folder.Write("iden_split.txt", [.. "1 id10003/a/1.wav\n1 id10003/"u8, 0xE9, .. "/1.wav\n"u8]);
        Audio("id10003/a/1.wav");

        Assert.Equal($"{path}: 1 fault\n  line 2: is not valid UTF-8; save the file as UTF-8.",
            Assert.Throws<DatasetException>(() => OfficialDatasets.Read("voxceleb", _folder.Path, allowPartial: true)).Message);
    }

    [Fact]
    public void A_folder_without_the_list_is_named() =>
        Assert.Equal($"{_folder.File("iden_split.txt")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(() => OfficialDatasets.Read("voxceleb", _folder.Path)).Message);

    private void Audio(params IEnumerable<string> files)
    {
        foreach (var file in files) _folder.Write($"wav/{file}", "x");
    }

    private Dataset Read(string list)
    {
        _folder.Write("iden_split.txt", list);
        return OfficialDatasets.Read("voxceleb", _folder.Path, allowPartial: true);
    }
}
