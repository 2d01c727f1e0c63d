namespace Hares.Ingest.Download;

/// <summary>Sources of the five speech datasets.</summary>
internal static class SpeechSources
{
    private const string SpeechCommands = "https://storage.googleapis.com/download.tensorflow.org/data/";
    private const string SpeechCommandsLicence = "CC BY 4.0";

    private static readonly RemoteFile SpeechCommands002 = SpeechCommandsFile("speech_commands_v0.02.tar.gz", 2_428_923_189,
        Checksum.Sha256("af14739ee7dc311471de98f5f9d2c9191b18aedfe957f4a6ff791c709868ff58"));

    private static readonly RemoteFile SpeechCommandsTest = SpeechCommandsFile("speech_commands_test_set_v0.02.tar.gz", 112_563_277,
        Checksum.Sha256("cc2a00c1147c2254e9be3fa0f779d8c17421dc349b86366567a8edfa9acd51df"));

    private static readonly Uri SpeechCommandsPage = new("https://arxiv.org/abs/1804.03209");

    public static IReadOnlyList<DatasetSource> Datasets { get; } = [SpeechCommands1(), SpeechCommands2(), Fluent(), VoxForge(), VoxCeleb()];

    /// <summary>
    /// What the paper's twelve-class task is made of: the audio of v0.02 and its separate test archive. Sizes and SHA-256 as TensorFlow Datasets
    /// states them (tensorflow/datasets, url_checksums/speech_commands.txt). Who has v0.01's archive may put that here instead.
    /// </summary>
    private static DatasetSource SpeechCommands1() => new()
    {
        Name = "speech-commands-v1",
        Homepage = SpeechCommandsPage,
        Licence = SpeechCommandsLicence,
        Files = [SpeechCommands002, SpeechCommandsTest],
        Archives =
        [
            SpeechCommandsArchive(SpeechCommands002.Name, 2_428_923_189, 3_600_000_000),
            SpeechCommandsArchive("speech_commands_v0.01.tar.gz", 1_489_096_277, 2_200_000_000),
            new()
            {
                Parts = [SpeechCommandsTest.Name], Into = "speech_commands_test_set_v0.02", Yields = "speech_commands_test_set_v0.02",
                PackedBytes = 112_563_277, UnpackedBytes = 160_000_000,
            },
        ],
    };

    private static DatasetSource SpeechCommands2() => new()
    {
        Name = "speech-commands-v2",
        Homepage = SpeechCommandsPage,
        Licence = SpeechCommandsLicence,
        Files = [SpeechCommands002],
        Archives = [SpeechCommandsArchive(SpeechCommands002.Name, 2_428_923_189, 3_600_000_000)],
    };

    private static DatasetSource Fluent() => new()
    {
        Name = "fluent-speech-commands",
        Homepage = new Uri("https://fluent.ai/fluent-speech-commands-a-dataset-for-spoken-language-understanding-research/"),
        Licence = "Fluent Speech Commands Public License: academic research only; you accept it on the page",
        Archives =
        [
            new() { Parts = ["fluent_speech_commands_dataset.tar.gz"], Kept = ["data", "wavs"], Yields = "data/test_data.csv" },
        ],
        ByHand = """
            Fluent Speech Commands wants its licence accepted on its page. Put here
              fluent_speech_commands_dataset.tar.gz as you got it, or its content: data/ and wavs/
            """,
        Expected = ["data/train_data.csv", "data/valid_data.csv", "data/test_data.csv", "wavs"],
    };

    /// <summary>
    /// The list of archives is the one of TensorFlow Datasets (tensorflow/datasets, audio/voxforge.py): what was submitted in six languages before
    /// 2020. The site publishes no sizes or checksums; what is no longer there is counted.
    /// </summary>
    private static DatasetSource VoxForge() => new()
    {
        Name = "voxforge",
        Homepage = new Uri("http://www.voxforge.org/"),
        Licence = "GPL",
        SubmissionList = new RemoteFile
        {
            Name = "voxforge_urls.txt",
            Url = new Uri("https://storage.googleapis.com/tfds-data/downloads/voxforge/voxforge_urls.txt"),
        },
    };

    private static DatasetSource VoxCeleb() => new()
    {
        Name = "voxceleb",
        Homepage = new Uri("https://www.robots.ox.ac.uk/~vgg/data/voxceleb/vox1.html"),
        Licence = "CC BY 4.0; access on request",
        Archives =
        [
            new()
            {
                Parts = ["vox1_dev_wav_partaa", "vox1_dev_wav_partab", "vox1_dev_wav_partac", "vox1_dev_wav_partad"],
                Into = "wav", Yields = "wav/id10001",
            },
            new() { Parts = ["vox1_dev_wav.zip"], Into = "wav", Yields = "wav/id10001" },
            new() { Parts = ["vox1_test_wav.zip"], Into = "wav", Yields = "wav/id10270" },
        ],
        ByHand = """
            VoxCeleb1 is given on request, on its page. Put here
              vox1_dev_wav.zip (or its parts vox1_dev_wav_partaa to partad) and vox1_test_wav.zip as you got them, or their content: wav/id1xxxx/
              iden_split.txt from https://www.robots.ox.ac.uk/~vgg/data/voxceleb/meta/iden_split.txt
            """,
        Expected = ["wav", "iden_split.txt"],
    };

    private static OfficialArchive SpeechCommandsArchive(string name, long packedBytes, long unpackedBytes) => new()
    {
        Parts = [name],
        Kept = ["_background_noise_"],
        Yields = "testing_list.txt",
        PackedBytes = packedBytes,
        UnpackedBytes = unpackedBytes,
    };

    private static RemoteFile SpeechCommandsFile(string name, long bytes, Checksum checksum) =>
        new() { Name = name, Url = new Uri(SpeechCommands + name), Bytes = bytes, Checksum = checksum };
}
