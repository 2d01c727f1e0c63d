using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Datasets.Official.SpeechCommands;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.SpeechCommands;

public sealed class SpeechCommandsV2LayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("speech_commands_v0.02/", "\n")]
    public void The_35_words_are_classes_and_the_lists_are_the_split(string below, string lineEnd)
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002, below, lineEnd);

        var dataset = Read();

        Assert.Equal(105, dataset.Clips.Count);
        Assert.Equal(new Clip($"{below}backward/0_nohash_0.wav", _folder.File($"{below}backward/0_nohash_0.wav")), dataset.Clips[0]);
        Assert.Equal(SpeechCommandsVersion.V002.Words.Order(StringComparer.Ordinal), dataset.Labels["word"].Classes);
        Assert.Equal([0], dataset.Labels["word"].Values[2]);
        Assert.Equal(["train", "valid", "test"], dataset.Partitions.Take(3));
        Assert.Equal((0, 0), (dataset.Missing.Count, dataset.Extra.Count));
        Assert.Equal(
            "lacks 105,724 of Speech Commands v0.02's 105,829 clips (train has 35 of 84,843, valid has 35 of 9,981, test has 35 of 11,005)",
            dataset.Shortfall);
    }

    [Fact]
    public void Files_that_are_gone_are_missing_and_folders_of_no_word_are_extra()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        File.Delete(_folder.File("yes/" + SpeechCommandsArchive.Test));
        _folder.Write("Yes/a.wav", "x");
        _folder.Write("yes/deeper/a.wav", "x");
        _folder.Write("yes/._0_nohash_0.wav", "what macOS leaves");

        var dataset = Read();

        Assert.Equal(["yes/" + SpeechCommandsArchive.Test], dataset.Missing.First);
        Assert.Equal(["Yes/a.wav", "yes/deeper/a.wav"], dataset.Extra.First);
        Assert.Equal(104, dataset.Clips.Count);
    }

    [Fact]
    public void The_test_archive_of_twelve_classes_is_passed_over()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        SpeechCommandsArchive.WriteTestSet(_folder, SpeechCommandsVersion.V002);

        var dataset = Read();

        Assert.Equal(105, dataset.Clips.Count);
        Assert.Equal(0, dataset.Extra.Count);
    }

    /// <summary>The total is right then, but test clips would be trained on.</summary>
    [Fact]
    public void A_list_that_is_cut_leaves_its_split_short()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        _folder.Write("testing_list.txt", "backward/2_nohash_0.wav\n");

        Assert.Contains("test has 1 of 11,005", Read().Shortfall);
    }

    [Fact]
    public void V1s_audio_is_refused()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V001);

        Assert.Equal($"{_folder.Path} holds Speech Commands v0.01; speech-commands-v2 needs v0.02, speech_commands_v0.02.tar.gz.", Fault());
    }

    [Theory]
    [InlineData("", "1 fault\n  is empty; take it from the archive again.")]
    [InlineData("yes/a.wav\nno/b.wa", "1 fault\n  line 2: has \"no/b.wa\"; it must be a recording as in \"yes/0a7c2a8d_nohash_0.wav\".")]
    [InlineData("a.wav\n", "1 fault\n  line 1: has \"a.wav\"; it must be a recording as in \"yes/0a7c2a8d_nohash_0.wav\".")]
    [InlineData(
        "yess/a.wav\nbanana/b.wav",
        "2 faults\n  line 1: names the word \"yess\", which is not one of the dataset's (is it \"yes\"?).\n"
        + "  line 2: names the word \"banana\", which is not one of the dataset's.")]
    [InlineData(
        "../yes/a.wav\n",
        "1 fault\n  line 1: has the path \"../yes/a.wav\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    [InlineData(
        "yes/..\n",
        "1 fault\n  line 1: has the path \"yes/..\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.")]
    [InlineData("yes/a.wav\nyes/a.wav\n", "1 fault\n  line 2: repeats \"yes/a.wav\".")]
    [InlineData("y\0e\0s\0", "1 fault\n  line 1: has a path with a control character in it.")]
    public void A_broken_list_is_explained(string list, string expected)
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        var path = _folder.Write("validation_list.txt", list);

        Assert.Equal($"{path}: {expected}", Fault());
    }

    [Fact]
    public void A_recording_in_both_lists_is_explained()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        var path = _folder.Write("testing_list.txt", "yes/1_nohash_0.wav\n");

        Assert.Equal($"{path}: 1 fault\n  line 1: names \"yes/1_nohash_0.wav\", which validation_list.txt names too.", Fault());
    }

    [Fact]
    public void A_folder_without_lists_is_named() =>
        Assert.Equal($"{_folder.File("validation_list.txt")} does not exist; put it there, or correct the folder in the pipeline file.", Fault());

    private Dataset Read() => OfficialDatasets.Read("speech-commands-v2", _folder.Path, allowPartial: true);

    private string Fault() => Assert.Throws<DatasetException>(Read).Message;
}
