using Hares.Ingest.Datasets;
using Hares.Ingest.Download;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Download;

public sealed class OfficialArchivesTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly List<string> _said = [];

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Esc50_comes_out_of_the_folder_that_GitHub_puts_around_it()
    {
        _root.Write(
            "ESC-50-master.zip",
            ArchiveMaker.Zip(("ESC-50-master/", ""), ("ESC-50-master/audio/1.wav", "a"), ("ESC-50-master/meta/esc50.csv", "m")));

        Prepare("esc-50");

        Assert.Equal(["ESC-50-master.zip", "audio/1.wav", "meta/esc50.csv"], Files());
    }

    [Theory]
    [InlineData("fluent_speech_commands_dataset.tar.gz")]
    [InlineData("jf8398hf30f0381738rucj3828chfdnchs.tar.gz")]
    public void Fluent_Speech_Commands_is_known_by_its_own_name_and_by_that_of_its_owners_link(string archive)
    {
        const string root = "fluent_speech_commands_dataset";
        _root.Write(
            archive,
            ArchiveMaker.Gzip(
                ArchiveMaker.Tar(($"{root}/readme.md", "r"), ($"{root}/data/test_data.csv", "d"), ($"{root}/wavs/speakers/s/1.wav", "a"))));

        Prepare("fluent-speech-commands");

        Assert.Subset(Files().ToHashSet(), new HashSet<string> { "data/test_data.csv", "wavs/speakers/s/1.wav" });
    }

    [Fact]
    public void NSynth_keeps_a_folder_for_each_split()
    {
        foreach (var split in new[] { "train", "test" })
            _root.Write(
                $"nsynth-{split}.jsonwav.tar.gz",
                ArchiveMaker.Gzip(ArchiveMaker.Tar(($"nsynth-{split}/examples.json", "{}"), ($"nsynth-{split}/audio/n.wav", "a"))));

        Prepare("nsynth");

        Assert.Subset(
            Files().ToHashSet(),
            new HashSet<string> { "nsynth-train/examples.json", "nsynth-train/audio/n.wav", "nsynth-test/audio/n.wav" });
    }

    [Fact]
    public void MagnaTagATune_is_read_from_its_three_parts()
    {
        var zip = ArchiveMaker.Zip(("0/a.mp3", "a"), ("f/b.mp3", "b"));
        for (var part = 0; part < 3; part++)
            _root.Write($"mp3.zip.00{part + 1}", zip.AsSpan(part * zip.Length / 3, (part + 1) * zip.Length / 3 - part * zip.Length / 3));

        Prepare("magnatagatune");

        Assert.Subset(Files().ToHashSet(), new HashSet<string> { "mp3/0/a.mp3", "mp3/f/b.mp3" });
    }

    [Fact]
    public void Birdsong_goes_into_a_folder_for_each_set()
    {
        _root.Write("ff1010bird_wav.zip", ArchiveMaker.Zip(("wav/1.wav", "1"), ("wav/2.wav", "2")));

        Prepare("birdsong");

        Assert.Subset(Files().ToHashSet(), new HashSet<string> { "audio/ff1010bird/1.wav", "audio/ff1010bird/2.wav" });
    }

    [Fact]
    public void Tut18_is_one_folder_from_many_archives()
    {
        var unchecked18 = SourceCatalogue.Find("tut18")! with { Files = [] };
        const string name = "TUT-urban-acoustic-scenes-2018-development";
        _root.Write($"{name}.meta.zip", ArchiveMaker.Zip(($"{name}/meta.csv", "m"), ($"{name}/evaluation_setup/fold1_train.txt", "t")));
        _root.Write($"{name}.audio.1.zip", ArchiveMaker.Zip(($"{name}/audio/1.wav", "1")));
        _root.Write($"{name}.audio.2.zip", ArchiveMaker.Zip(($"{name}/audio/2.wav", "2")));

        Prepare(unchecked18);

        Assert.Subset(Files().ToHashSet(), new HashSet<string> { "audio/1.wav", "audio/2.wav", "evaluation_setup/fold1_train.txt", "meta.csv" });
        Assert.Equal(3, _said.Count);
    }

    [Fact]
    public void What_is_unpacked_is_left_alone_and_an_archive_that_was_replaced_is_unpacked_again()
    {
        _root.Write("ESC-50-master.zip", ArchiveMaker.Zip(("audio/1.wav", "a"), ("meta/esc50.csv", "m")));
        Prepare("esc-50");
        File.Delete(_root.File("audio/1.wav"));
        Prepare("esc-50");
        Assert.Single(_said);

        _root.Write("ESC-50-master.zip", ArchiveMaker.Zip(("audio/1.wav", "newer"), ("meta/esc50.csv", "m")));
        Prepare("esc-50");

        Assert.Equal("newer", File.ReadAllText(_root.File("audio/1.wav")));
    }

    [Fact]
    public void What_a_user_unpacked_by_hand_is_not_unpacked_again()
    {
        _root.Write("nsynth-train/examples.json", "{}");
        _root.Write("nsynth-train.jsonwav.tar.gz", "would be refused");
        Prepare("nsynth");
        Assert.Empty(_said);

        _root.Write("nsynth-test.jsonwav.tar.gz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("nsynth-test/examples.json", "{}"))));
        Prepare("nsynth");
        Prepare("nsynth");

        Assert.Equal(["nsynth: unpacking nsynth-test.jsonwav.tar.gz"], _said);
    }

    [Theory]
    [InlineData("esc-50", "ESC-50-master.zip", "ESC-50-master/meta/esc50.csv")]
    [InlineData("birdsong", "ff1010bird_wav.zip", "ff1010bird/wav/1.wav")]
    [InlineData("tut18", "TUT-urban-acoustic-scenes-2018-development.meta.zip", "TUT-urban-acoustic-scenes-2018-development/meta.csv")]
    [InlineData("speech-commands-v2", "speech_commands_v0.02.tar.gz", "speech_commands_v0.02/testing_list.txt")]
    [InlineData("nsynth", "nsynth-test.jsonwav.tar.gz", "nsynth/nsynth-test/examples.json")]
    public void What_the_reader_finds_in_the_archives_own_folder_is_not_unpacked_beside_it(string dataset, string archive, string content)
    {
        _root.Write(archive, "would be refused");
        _root.Write(content, "x");

        Prepare(dataset);

        Assert.Empty(_said);
        Assert.Equal(0, OfficialArchives.Waiting(dataset, _root.Path));
    }

    [Theory]
    [InlineData("speech-commands-v2", "speech_commands_v0.02.tar.gz", "old/testing_list.txt")]
    [InlineData("birdsong", "ff1010bird_wav.zip", "old/ff1010bird/1.wav")]
    [InlineData("esc-50", "ESC-50-master.zip", ".hares-unpacking/meta/esc50.csv")]
    public void What_the_reader_does_not_find_does_not_count(string dataset, string archive, string content)
    {
        _root.Write(archive, "x");
        _root.Write(content, "x");

        Assert.Equal(1, OfficialArchives.Waiting(dataset, _root.Path));
    }

    [Fact]
    public void What_a_user_unpacks_by_hand_after_an_archive_failed_is_taken()
    {
        _root.Write("nsynth-train.jsonwav.tar.gz", "no archive");
        Assert.Throws<DatasetException>(() => Prepare("nsynth"));

        _root.Write("nsynth-train/examples.json", "{}");
        Prepare("nsynth");

        Assert.Single(_said);
    }

    [Fact]
    public void After_a_bad_archive_the_next_call_goes_on_with_it()
    {
        _root.Write("nsynth-train.jsonwav.tar.gz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("nsynth-train/examples.json", "{}"))));
        var good = ArchiveMaker.Gzip(ArchiveMaker.Tar(("nsynth-valid/examples.json", "{}")));
        _root.Write("nsynth-valid.jsonwav.tar.gz", good.AsSpan(0, good.Length / 2));

        Assert.Contains("nsynth-valid", Assert.Throws<DatasetException>(() => Prepare("nsynth")).Message);
        Assert.False(Directory.Exists(_root.File("nsynth-valid")));
        _root.Write("nsynth-valid.jsonwav.tar.gz", good);
        Prepare("nsynth");

        Assert.Equal(["train", "valid", "valid"], _said.Select(line => line.Split('-', '.')[1]));
        Assert.True(File.Exists(_root.File("nsynth-valid/examples.json")));
    }

    [Fact]
    public void An_archive_other_than_the_published_one_is_refused()
    {
        _root.Write("speech_commands_v0.02.tar.gz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("./bed/1.wav", "a"))));

        var fault = Assert.Throws<DatasetException>(() => Prepare("speech-commands-v1"));

        Assert.Contains("SHA256 af14739ee7dc311471de98f5f9d2c9191b18aedfe957f4a6ff791c709868ff58", fault.Message);
        Assert.Equal(["speech_commands_v0.02.tar.gz"], Files());
    }

    [Theory]
    [InlineData("voxceleb", "vox1_test_wav.zip", "SHA256 8de57f347fe22b2c24526e9f444f689ecf5096fc2a92018cf420ff6b5b15eaea")]
    [InlineData("voxceleb", "vox1_dev_wav.zip", "MD5 ae63e55b951748cc486645f532ba230b")]
    [InlineData("speech-commands-v1", "speech_commands_v0.01.tar.gz", "SHA256 743935421bb51cccdb6bdd152e04c5c70274e935c82119ad7faeec31780d811d")]
    public void An_archive_that_is_never_fetched_is_compared_all_the_same(string dataset, string archive, string checksum)
    {
        _root.Write(archive, ArchiveMaker.Zip(("wav/id10270/a/1.wav", "a")));

        Assert.Equal($"Archive '{_root.File(archive)}' has not the published {checksum}; get it again.",
            Assert.Throws<DatasetException>(() => Prepare(dataset)).Message);
        Assert.Equal([archive], Files());
    }

    [Fact]
    public void Both_archives_of_Speech_Commands_v001_are_unpacked()
    {
        var uncompared = SourceCatalogue.Find("speech-commands-v1")! with { Checksums = new Dictionary<string, Checksum>() };
        _root.Write("speech_commands_v0.01.tar.gz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("./yes/1.wav", "a"), ("./testing_list.txt", "yes/1.wav"))));
        _root.Write("speech_commands_test_set_v0.01.tar.gz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("./yes/2.wav", "a"), ("./_silence_/3.wav", "b"))));

        Prepare(uncompared);

        Assert.Subset(Files().ToHashSet(), new HashSet<string>
        {
            "yes/1.wav", "testing_list.txt", "speech_commands_test_set_v0.01/yes/2.wav", "speech_commands_test_set_v0.01/_silence_/3.wav",
        });
    }

    [Theory]
    [InlineData("speech_commands_v0.02.tar.gz", "speech_commands_v0.01.tar.gz")]
    [InlineData("speech_commands_v0.02.tar.gz", "speech_commands_test_set_v0.01.tar.gz")]
    [InlineData("speech_commands_v0.01.tar.gz", "speech_commands_test_set_v0.02.tar.gz")]
    public void Archives_of_two_editions_are_not_unpacked_into_each_other(string one, string other)
    {
        _root.Write(one, "x");
        _root.Write(other, "x");

        Assert.Equal(
            $"'{_root.Path}' holds archives of different editions, {one} and {other}, which must not be mixed; leave those of one.",
            Assert.Throws<DatasetException>(() => Prepare("speech-commands-v1")).Message);
        Assert.Equal(new[] { one, other }.Order(StringComparer.Ordinal), Files());
    }

    [Fact]
    public void Archives_of_two_editions_beside_what_was_unpacked_by_hand_are_left_alone()
    {
        foreach (var name in new[] { "speech_commands_v0.01.tar.gz", "speech_commands_v0.02.tar.gz", "testing_list.txt" }) _root.Write(name, "x");

        Prepare("speech-commands-v1");

        Assert.Empty(_said);
    }

    [Fact]
    public void Of_two_archives_with_the_same_content_one_is_unpacked()
    {
        var zip = ArchiveMaker.Zip(("id10001/a/1.wav", "a"), ("id10002/a/1.wav", "a"));
        var uncompared = SourceCatalogue.Find("voxceleb")! with { Checksums = new Dictionary<string, Checksum>() };
        _root.Write("vox1_dev_wav.zip", zip);
        for (var part = 0; part < 4; part++)
            _root.Write($"vox1_dev_wav_parta{(char)('a' + part)}", zip[(part * zip.Length / 4)..((part + 1) * zip.Length / 4)]);

        Assert.Equal(1, OfficialArchives.Waiting("voxceleb", _root.Path));
        Prepare(uncompared);
        Prepare(uncompared);
        File.Delete(_root.File("vox1_dev_wav_partaa"));
        Prepare(uncompared);

        Assert.Equal(["voxceleb: unpacking vox1_dev_wav_partaa"], _said);
        Assert.True(File.Exists(_root.File("wav/id10002/a/1.wav")));
    }

    [Fact]
    public void An_archive_of_an_unknown_name_is_told_of_and_left_alone()
    {
        _root.Write("ESC-50-master (1).zip", "x");
        _root.Write("ESC-50-mastr.zip", "x");
        _root.Write("notes.txt", "x");

        Prepare("esc-50");

        Assert.Equal(
        [
            "esc-50: ESC-50-master (1).zip stays packed: none of this dataset's archives is called so.",
            "esc-50: ESC-50-mastr.zip stays packed: none of this dataset's archives is called so; is it ESC-50-master.zip?",
        ], _said);
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public void The_test_archive_of_a_task_that_shares_the_folder_is_no_reason_for_a_word()
    {
        _root.Write("speech_commands_test_set_v0.02.tar.gz", "x");

        Prepare("speech-commands-v2");

        Assert.Empty(_said);
    }

    [Fact]
    public void Submissions_are_unpacked_each_into_its_folder_and_a_bad_one_is_named_at_the_end()
    {
        for (var i = 0; i < 30; i++)
            _root.Write(
                $"de/anna-2010-{i}.tgz",
                ArchiveMaker.Gzip(ArchiveMaker.Tar(($"anna-2010-{i}/wav/1.wav", "a"), ($"anna-2010-{i}/etc/PROMPTS", "p"))));
        _root.Write("ru/ivan-1.tgz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("wav/1.wav", "a"))));
        _root.Write("ru/bad-1.tgz", "no archive");

        var fault = Assert.Throws<DatasetException>(() => Prepare("voxforge"));

        Assert.Contains("1 of 32 submissions", fault.Message);
        Assert.Contains("bad-1.tgz", fault.Message);
        Assert.True(File.Exists(_root.File("de/anna-2010-29/wav/1.wav")) && File.Exists(_root.File("ru/ivan-1/wav/1.wav")));
        File.Delete(_root.File("ru/bad-1.tgz"));
        Prepare("voxforge");
        Assert.Single(_said);
    }

    [Fact]
    public void What_macOS_leaves_beside_archives_is_none()
    {
        _root.Write("de/._anna-1.tgz", "x");
        _root.Write("._voxforge.zip", "x");

        Prepare("voxforge");

        Assert.Empty(_said);
        Assert.Equal(0, OfficialArchives.Waiting("voxforge", _root.Path));
    }

    [Fact]
    public void Two_processes_do_not_unpack_in_one_folder()
    {
        _root.Write("ESC-50-master.zip", ArchiveMaker.Zip(("audio/1.wav", "a")));
        using var other = new FileStream(_root.File(".hares-lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains("Another process", Assert.Throws<DatasetException>(() => Prepare("esc-50")).Message);
    }

    [Fact]
    public void A_lock_that_cannot_be_taken_is_not_called_another_process()
    {
        _root.Write("ESC-50-master.zip", ArchiveMaker.Zip(("audio/1.wav", "a")));
        File.CreateSymbolicLink(_root.File(".hares-lock"), _root.File("no such folder/lock"));

        var fault = Assert.Throws<DatasetException>(() => Prepare("esc-50")).Message;

        Assert.StartsWith($"Archives in '{_root.Path}' cannot be unpacked: Could not find", fault);
        Assert.EndsWith("make room and give leave to write there, or unpack them elsewhere and name that folder under data.paths.", fault);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_sentence_about_this_dataset()
    {
        _root.Write("ESC-50-master.zip", ArchiveMaker.Zip(("audio/1.wav", "a")));
        Directory.CreateDirectory(_root.File(".hares-lock")); // as denied as a folder without leave to write, which root has everywhere

        Assert.Contains("cannot be unpacked: Access to the path", Assert.Throws<DatasetException>(() => Prepare("esc-50")).Message);
    }

    [Fact]
    public void A_disk_that_fails_while_submissions_are_unpacked_is_a_sentence_too()
    {
        _root.Write("de/anna-1.tgz", ArchiveMaker.Gzip(ArchiveMaker.Tar(("wav/1.wav", "a"))));
        _root.Write(".hares-unpacking-de-anna-1", "a file where the folder must be");

        Assert.Contains("cannot be unpacked: ", Assert.Throws<DatasetException>(() => Prepare("voxforge")).Message);
    }

    [Fact]
    public void Without_room_nothing_is_unpacked_and_a_miniature_needs_little()
    {
        var archive = ArchiveMaker.Zip(("audio/1.wav", new string('a', 2000)), ("meta/esc50.csv", "m"));
        _root.Write("ESC-50-master.zip", archive);
        var esc50 = SourceCatalogue.Find("esc-50")!;

        Assert.Contains(
            "esc-50: its archives cannot be unpacked. About 0.0 GB are needed in",
            Assert.Throws<DatasetException>(() => Prepare(esc50, archive.Length)).Message);
        Assert.Equal(["ESC-50-master.zip"], Files());

        Prepare(esc50, archive.Length * 3 / 2);
        Assert.Contains("audio/1.wav", Files());
    }

    [Theory]
    [InlineData("my-own")]
    [InlineData("esc-50")]
    [InlineData("voxforge")]
    public void Where_there_is_nothing_to_unpack_nothing_is_written(string name)
    {
        Prepare(name);
        OfficialArchives.Prepare(name, _root.File("not there"), _said.Add, CancellationToken.None);

        Assert.Empty(Directory.GetFileSystemEntries(_root.Path));
        Assert.Empty(_said);
    }

    private void Prepare(DatasetSource dataset, long availableBytes = 1_000_000) =>
        OfficialArchives.Prepare(dataset, _root.Path, _ => availableBytes, _said.Add, CancellationToken.None);

    private void Prepare(string name) => OfficialArchives.Prepare(name, _root.Path, _said.Add, CancellationToken.None);

    /// <summary>All but what begins with a dot, which is ours.</summary>
    private string[] Files() =>
        [.. Directory.GetFiles(_root.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_root.Path, file).Replace('\\', '/'))
            .Where(file => file[0] != '.').Order(StringComparer.Ordinal)];
}
