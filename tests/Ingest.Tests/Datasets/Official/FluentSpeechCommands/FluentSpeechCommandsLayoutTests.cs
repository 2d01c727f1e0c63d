using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.FluentSpeechCommands;

public sealed class FluentSpeechCommandsLayoutTests : IDisposable
{
    private const string Header = ",path,speakerId,transcription,action,object,location\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Three_slots_and_their_combination_are_labels()
    {
        var dataset = Read(Row("a.wav", "activate,lights,kitchen"), Row("b.wav", "change language,none,none"), Row("c.wav", "activate,lights,none"));

        Assert.Equal(["wavs/speakers/s/a.wav", "wavs/speakers/s/b.wav", "wavs/speakers/s/c.wav"], dataset.Clips.Select(clip => clip.Id));
        Assert.Equal(["train", "valid", "test"], dataset.Partitions);
        Assert.Equal(["activate", "change language"], dataset.Labels["action"].Classes);
        Assert.Equal([[0], [1], [0]], dataset.Labels["action"].Values);
        Assert.Equal(["lights", "none"], dataset.Labels["object"].Classes);
        Assert.Equal(["kitchen", "none"], dataset.Labels["location"].Classes);
        Assert.Equal(["activate/lights/kitchen", "activate/lights/none", "change language/none/none"], dataset.Labels["intent"].Classes);
        Assert.Equal([[0], [2], [1]], dataset.Labels["intent"].Values);
    }

    [Fact]
    public void Quoted_transcriptions_windows_line_ends_and_a_byte_order_mark_are_fine()
    {
        var train = "0,wavs/speakers/s/a.wav,s,\"Turn \"\"up\"\", please\",increase,volume,none\r\n";
        _folder.Write("data/train_data.csv", "\uFEFF" + Header.Replace("\n", "\r\n", StringComparison.Ordinal) + train);
        _folder.Write("data/valid_data.csv", Header + Row("b.wav", "bring,juice,none"));
        _folder.Write("data/test_data.csv", Header + Row("c.wav", "bring,socks,none"));
        Audio("a.wav", "b.wav", "c.wav");

        Assert.Equal(["increase/volume/none", "bring/juice/none", "bring/socks/none"], Intents(Read()));
    }

    [Fact]
    public void The_folder_that_the_archive_brings_along_is_found()
    {
        foreach (var split in (string[])["train", "valid", "test"])
            _folder.Write($"fluent_speech_commands_dataset/data/{split}_data.csv", Header + Row($"{split}.wav", "bring,juice,none"));
        _folder.Write("fluent_speech_commands_dataset/wavs/speakers/s/valid.wav", "x");

        Assert.Equal(_folder.File("fluent_speech_commands_dataset/wavs/speakers/s/valid.wav"), Assert.Single(Read().Clips).Path);
    }

    [Fact]
    public void A_file_that_is_gone_is_missing_and_one_that_no_table_names_is_extra()
    {
        _folder.Write("wavs/speakers/s/extra.wav", "x");
        var dataset = Read(
            Row("a.wav", "bring,juice,none") + "1,wavs/speakers/s/gone.wav,s,x,bring,socks,none\n",
            Row("b.wav", "bring,juice,none"),
            Row("c.wav", "bring,juice,none"));

        Assert.Equal(["wavs/speakers/s/gone.wav"], dataset.Missing.First);
        Assert.Equal(["wavs/speakers/s/extra.wav"], dataset.Extra.First);
        Assert.Equal(3, dataset.Clips.Count);
        Assert.StartsWith(
            "lacks 30,040 of Fluent Speech Commands's 30,043 clips (train has 1 of 23,132, valid has 1 of 3,118, test has 1 of 3,793); "
            + "1 of the entries of its metadata (wavs/speakers/s/gone.wav first); 5 of Fluent Speech Commands's 6 classes of action;",
            dataset.Shortfall);
    }

    [Theory]
    [InlineData("path,action,object\n", "1 fault\n  line 1: has no column \"location\".")]
    [InlineData(
        "",
        "4 faults\n  line 1: has no column \"path\".\n  line 1: has no column \"action\".\n  line 1: has no column \"object\".\n"
        + "  line 1: has no column \"location\".")]
    [InlineData(Header, "1 fault\n  has a header but no clips.")]
    [InlineData(Header + "0,wavs/speakers/s/a.wav,s,x,activate,lights\n", "1 fault\n  line 2: has 6 fields where the header has 7.")]
    [InlineData(
        Header + "0,../a.wav,s,x,activate,lights,none\n",
        "1 fault\n  line 2: has the path \"../a.wav\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    [InlineData(
        Header + "0,wavs/a.wav,s,x,activated,lamp,none\n",
        "1 fault\n  line 2: has the action \"activated\"; that is none of the dataset's 6 (is it \"activate\"?).")]
    [InlineData(Header + "0,wavs/a.wav,s,x,activate,lamp,\n", "1 fault\n  line 2: has the location \"\"; that is none of the dataset's 4.")]
    [InlineData(
        Header + "0,wavs/a.wav,s,x,activate,lamp,none\n1,wavs/a.wav,s,x,bring,juice,none\n",
        "1 fault\n  line 3: repeats the clip \"wavs/a.wav\" of data/train_data.csv, line 2.")]
    public void Broken_metadata_is_explained(string train, string expected)
    {
        var path = _folder.Write("data/train_data.csv", train);

        Assert.Equal($"{path}: {expected}", Assert.Throws<DatasetException>(() => Read()).Message);
    }

    [Fact]
    public void A_clip_of_two_splits_is_explained() =>
        Assert.Equal(
            $"{_folder.File("data/test_data.csv")}: 1 fault\n  line 2: repeats the clip \"wavs/speakers/s/a.wav\" of data/train_data.csv, line 2.",
            Assert.Throws<DatasetException>(() =>
                Read(Row("a.wav", "bring,juice,none"), Row("b.wav", "bring,juice,none"), Row("a.wav", "bring,juice,none"))).Message);

    [Fact]
    public void A_table_that_is_gone_is_named()
    {
        _folder.Write("data/train_data.csv", Header + Row("a.wav", "bring,juice,none"));

        Assert.Equal(
            $"{_folder.File("data/valid_data.csv")} does not exist; put it there, or correct the folder in the pipeline file.",
            Assert.Throws<DatasetException>(() => Read()).Message);
    }

    private static string Row(string file, string slots) => $"0,wavs/speakers/s/{file},s,some words,{slots}\n";

    private static IEnumerable<string> Intents(Dataset dataset) =>
        dataset.Labels["intent"].Values.Select(value => dataset.Labels["intent"].Classes[value.Single()]);

    private void Audio(params IEnumerable<string> files)
    {
        foreach (var file in files) _folder.Write($"wavs/speakers/s/{file}", "x");
    }

    private Dataset Read() => OfficialDatasets.Read("fluent-speech-commands", _folder.Path, allowPartial: true);

    private Dataset Read(string train, string valid, string test)
    {
        _folder.Write("data/train_data.csv", Header + train);
        _folder.Write("data/valid_data.csv", Header + valid);
        _folder.Write("data/test_data.csv", Header + test);
        Audio("a.wav", "b.wav", "c.wav");
        return Read();
    }
}
