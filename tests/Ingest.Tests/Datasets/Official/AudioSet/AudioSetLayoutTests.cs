using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.AudioSet;

public sealed class AudioSetLayoutTests : IDisposable
{
    private const string Classes = "index,mid,display_name\n0,/m/09x0r,\"Speech\"\n1,/m/05zppz,\"Male speech, man speaking\"\n2,/t/dd00088,Gush\n";
    private const string Header =
        "# Segments csv created Sun Mar  5 10:54:31 2017\n"
        + "# num_ytids=1, num_segs=1, num_unique_labels=1, num_positive_labels=1\n"
        + "# YTID, start_seconds, end_seconds, positive_labels\n";
    private const string NoHeader = "# YTID, start_seconds, end_seconds, positive_labels\n";

    private readonly TemporaryFolder _folder = new();

    public AudioSetLayoutTests()
    {
        _folder.Write("class_labels_indices.csv", Classes);
        Write("balanced_train_segments", Header + "--PJHxphWEs, 30.000, 40.000, \"/t/dd00088,/m/09x0r\"\n", "--PJHxphWEs.wav");
        Write("unbalanced_train_segments", Header + "__p-iA312kg, 70.000, 80.000, \"/m/05zppz\"\n", "part00/Y__p-iA312kg.flac");
        Write("eval_segments", Header + "-0RWZT-miFs, 420.000, 430.000, \"/m/09x0r\"\n", "-0RWZT-miFs_420.000.m4a");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_training_lists_are_the_train_split_and_classes_are_their_indices()
    {
        var dataset = Read();

        Assert.Equal(
            [
                "balanced_train_segments/--PJHxphWEs.wav",
                "unbalanced_train_segments/part00/Y__p-iA312kg.flac",
                "eval_segments/-0RWZT-miFs_420.000.m4a"
            ],
            dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(Path.Join(_folder.Path, "balanced_train_segments", "--PJHxphWEs.wav"), dataset.Clips[0].Path);
        Assert.Equal(["train", "train", "test"], dataset.Partitions);
        Assert.Equal(["Speech", "Male speech, man speaking", "Gush"], dataset.Labels["sound"].Classes);
        Assert.Equal([[0, 2], [1], [0]], dataset.Labels["sound"].Values);
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
    }

    [Fact]
    public void Videos_that_are_gone_are_missing_and_files_that_no_list_names_are_extra()
    {
        Write(
            "eval_segments",
            NoHeader + "-0RWZT-miFs, 420, 430, \"/m/09x0r\"\ngonegonegon, 0, 10, \"/m/09x0r\"\n",
            "short.wav",
            "stranger-to-the-list.wav",
            "notes.txt");

        var dataset = Read();

        Assert.Equal("eval_segments/gonegonegon", Assert.Single(dataset.Missing.First));
        Assert.Equal(["eval_segments/short.wav", "eval_segments/stranger-to-the-list.wav"], dataset.Extra.First);
    }

    [Theory]
    [InlineData("aaaaaaaaaaa.wav", "eval_segments/aaaaaaaaaaa.wav")]
    [InlineData("aaaaaaaaaaa_10.wav", "eval_segments/aaaaaaaaaaa_10.wav")]
    [InlineData("Yaaaaaaaaaaa.wav", "eval_segments/Yaaaaaaaaaaa.wav")]
    [InlineData("Yaaaaaaaaaaa_10.wav", "eval_segments/Yaaaaaaaaaaa_10.wav")]
    [InlineData("Zaaaaaaaaaaa.wav", null)]
    [InlineData("aaaaaaaaaa.wav", null)]
    public void A_file_name_begins_with_the_id_or_with_y_and_the_id(string file, string? expected)
    {
        Write("eval_segments", NoHeader + "aaaaaaaaaaa, 0, 10, \"/m/09x0r\"\n", file);

        Assert.Equal(expected, Read().Clips.Select(clip => clip.Id).LastOrDefault(id => id.Contains("aaa", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_name_that_reads_both_ways_is_y_and_the_id_only_when_nothing_follows()
    {
        Write(
            "eval_segments",
            NoHeader + "bbbbbbbbbbb, 0, 10, \"/m/09x0r\"\nYbbbbbbbbbb, 0, 10, \"/m/05zppz\"\n",
            "Ybbbbbbbbbbb.wav",
            "Ybbbbbbbbbbb_0.wav");

        var dataset = Read();

        Assert.Equal(["eval_segments/Ybbbbbbbbbbb.wav", "eval_segments/Ybbbbbbbbbbb_0.wav"], dataset.Clips.Skip(2).Select(clip => clip.Id));
        Assert.Equal([[0], [1]], dataset.Labels["sound"].Values.Skip(2));
    }

    [Fact]
    public void Of_two_files_for_one_segment_the_first_by_name_is_taken()
    {
        Write("eval_segments", NoHeader + "aaaaaaaaaaa, 0, 10, \"/m/09x0r\"\n", "aaaaaaaaaaa.wav", "aaaaaaaaaaa.flac");

        var dataset = Read();

        Assert.Equal("eval_segments/aaaaaaaaaaa.flac", dataset.Clips[2].Id);
        Assert.Contains("eval_segments/aaaaaaaaaaa.wav", dataset.Extra.First);
    }

    [Fact]
    public void A_byte_order_mark_and_crlf_are_read()
    {
        Write("eval_segments", "\ufeff" + Header.ReplaceLineEndings("\r\n") + "-0RWZT-miFs, 420.000, 430.000, \"/m/09x0r\"\r\n");

        Assert.Equal(3, Read().Clips.Count);
    }

    [Theory]
    [InlineData("", "1 fault\n  has no segments.")]
    [InlineData(Header, "1 fault\n  has no segments.")]
    [InlineData("aaaaaaaaaaa, 0, 10, \"/m/09x0r", "1 fault\n  line 1: must end in labels within quotes.")]
    [InlineData("aaaaaaaaaaa, 0, 1", "1 fault\n  line 1: must be a video's id, start, end and labels, with commas between.")]
    [InlineData("aaaaaaaaaaa, zero, 10, \"/m/09x0r\"", "1 fault\n  line 1: has a start or an end that is not a number of seconds.")]
    [InlineData("aaaaaaaaaaa, 0, 10, \"/m/none\"", "1 fault\n  line 1: has the label \"/m/none\", which class_labels_indices.csv lacks.")]
    [InlineData("aaaaaaaaaaa, 0, 10, \"/m/09x0r\"\naaaaaaaaaaa, 0, 10, \"/m/09x0r\"", "1 fault\n  line 2: repeats the video \"aaaaaaaaaaa\".")]
    [InlineData(
        "../../../a/, 0, 10, \"/m/09x0r\"",
        "1 fault\n  line 1: has the video id \"../../../a/\"; ids have 11 letters, digits, hyphens or underscores.")]
    [InlineData(
        Header + "aaaaaaaaaaa, 0, 10, \"/m/09x0r\"\nbbbbbbbbbbb, 0, 10, \"/m/09x0r\"",
        "1 fault\n  has 2 segments where its header declares 1; fetch it again.")]
    public void A_broken_list_is_explained(string csv, string expected)
    {
        Write("eval_segments", csv);

        Assert.Equal($"{_folder.File("eval_segments.csv")}: {expected}", Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void A_list_that_is_not_utf8_is_explained()
    {
        _folder.Write("eval_segments.csv", [.. "# caf"u8, 0xE9, .. "\n-0RWZT-miFs, 420, 430, \"/m/09x0r\"\n"u8]);

        Assert.Equal(
            $"{_folder.File("eval_segments.csv")}: 1 fault\n  line 1: is not valid UTF-8; save the file as UTF-8.",
            Assert.Throws<DatasetException>(Read).Message);
    }

    [Theory]
    [InlineData("index,mid\n", "line 1: must have the columns index, mid and display_name.")]
    [InlineData("index,mid,display_name\n", "has a header but no classes.")]
    [InlineData("index,mid,display_name\n0,/m/a,A\n2,/m/b,B\n", "line 3: has the index \"2\" where 1 is due.")]
    [InlineData("index,mid,display_name\n0,/m/a,A\n1,/m/a,B\n", "line 3: repeats the label \"/m/a\".")]
    public void A_broken_list_of_classes_is_explained(string csv, string expected)
    {
        _folder.Write("class_labels_indices.csv", csv);

        Assert.Equal($"{_folder.File("class_labels_indices.csv")}: 1 fault\n  {expected}", Assert.Throws<DatasetException>(Read).Message);
    }

    [Fact]
    public void A_list_that_is_not_there_is_named()
    {
        File.Delete(_folder.File("unbalanced_train_segments.csv"));

        Assert.Equal(
            $"{_folder.File("unbalanced_train_segments.csv")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(Read).Message);
    }

    private Dataset Read() => OfficialDatasets.Read("audioset", _folder.Path, allowPartial: true);

    private void Write(string list, string csv, params string[] files)
    {
        _folder.Write($"{list}.csv", csv);
        foreach (var file in files) _folder.Write($"{list}/{file}", "");
    }
}
