using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;
using Hares.Ingest.Datasets.Official.SpeechCommands;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Datasets.Official.SpeechCommands;

public sealed class SpeechCommandsMixTests : IDisposable
{
    private const string Added = "the words that v0.02 added (backward, follow, forward, learn, visual)";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lists_of_v1_over_words_of_v2()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        SpeechCommandsArchive.WriteLists(_folder, SpeechCommandsVersion.V001);

        AssertMix($"it has folders of {Added}, which its lists do not name");
    }

    [Fact]
    public void Lists_of_v2_over_words_of_v1()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V001);
        SpeechCommandsArchive.WriteLists(_folder, SpeechCommandsVersion.V002);

        AssertMix($"its lists name {Added}, and it has folders of all the others only");
    }

    [Fact]
    public void One_list_of_each()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        _folder.Write("testing_list.txt", "yes/2_nohash_0.wav\n");

        AssertMix($"only one of its lists names {Added}");
    }

    [Fact]
    public void Both_archives_unpacked_side_by_side()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V001, "speech_commands_v0.01/");
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002, "speech_commands_v0.02/");

        AssertMix("it holds the folders speech_commands_v0.01 and speech_commands_v0.02");
    }

    [Fact]
    public void The_test_archive_of_the_other_version()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        SpeechCommandsArchive.WriteTestSet(_folder, SpeechCommandsVersion.V001);

        AssertMix("its words are v0.02's, and it holds speech_commands_test_set_v0.01");
    }

    /// <summary>Unpacked over one another they leave the newer lists, and recordings that these no longer count.</summary>
    [Fact]
    public void More_recordings_than_the_version_has()
    {
        SpeechCommandsArchive.WriteLists(_folder, SpeechCommandsVersion.V001);
        var recordings = Enumerable.Range(0, 64_722).Select(i => new SpeechCommandsRecording($"yes/{i}.wav", "yes", "train")).ToList();

        var fault = Assert.Throws<DatasetException>(
            () => SpeechCommandsMix.Recognise(_folder.Path, recordings, SpeechCommandsLists.Read(_folder.Path)));

        Assert.Equal(Mix("it has 64,722 recordings of words, and v0.01 has 64,721"), fault.Message);
        Assert.Equal(SpeechCommandsVersion.V001, SpeechCommandsMix.Recognise(_folder.Path, recordings[1..], SpeechCommandsLists.Read(_folder.Path)));
    }

    [Fact]
    public void A_part_of_v2_is_no_mix()
    {
        SpeechCommandsArchive.Write(_folder, SpeechCommandsVersion.V002);
        foreach (var word in SpeechCommandsVersion.AddedWords.Append("zero")) Directory.Delete(_folder.File(word), recursive: true);

        Assert.Equal(87, OfficialDatasets.Read("speech-commands-v2", _folder.Path, allowPartial: true).Clips.Count);
    }

    private void AssertMix(string evidence)
    {
        foreach (var name in (string[])["speech-commands-v1", "speech-commands-v2"])
            Assert.Equal(Mix(evidence), Assert.Throws<DatasetException>(() => OfficialDatasets.Read(name, _folder.Path, allowPartial: true)).Message);
    }

    private string Mix(string evidence) =>
        $"{_folder.Path} mixes v0.01 and v0.02 of Speech Commands: {evidence}. Unpack one version into an empty folder.";
}
