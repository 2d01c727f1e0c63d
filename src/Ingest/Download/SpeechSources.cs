using Hares.Ingest.Datasets.Official.SpeechCommands;

namespace Hares.Ingest.Download;

/// <summary>Sources of the five speech datasets.</summary>
internal static class SpeechSources
{
    private const string SpeechCommands = "https://storage.googleapis.com/download.tensorflow.org/data/";
    private const string SpeechCommandsLicence = "CC BY 4.0";

    /// <summary>The owners' link gives the archive the second name (s3prl/s3prl, downstream/docs/superb.md).</summary>
    private static readonly string[] FluentArchives = ["fluent_speech_commands_dataset.tar.gz", "jf8398hf30f0381738rucj3828chfdnchs.tar.gz"];

    private static readonly RemoteFile SpeechCommands002 = SpeechCommandsFile("speech_commands_v0.02.tar.gz", 2_428_923_189,
        Checksum.Sha256("af14739ee7dc311471de98f5f9d2c9191b18aedfe957f4a6ff791c709868ff58"));

    private static readonly RemoteFile SpeechCommandsTest = SpeechCommandsFile("speech_commands_test_set_v0.02.tar.gz", 112_563_277,
        Checksum.Sha256("cc2a00c1147c2254e9be3fa0f779d8c17421dc349b86366567a8edfa9acd51df"));

    private static readonly Uri SpeechCommandsPage = new("https://arxiv.org/abs/1804.03209");

    public static IReadOnlyList<DatasetSource> Datasets { get; } = [SpeechCommands1(), SpeechCommands2(), Fluent(), VoxForge(), VoxCeleb()];

    /// <summary>
    /// What the paper's twelve-class task is made of: the audio of v0.02 and its separate test archive. Sizes and SHA-256 as TensorFlow Datasets
    /// states them (tensorflow/datasets, url_checksums/speech_commands.txt). Who has v0.01's archives may put those here instead; the SHA-256 of
    /// its recordings is torchaudio's (pytorch/audio, datasets/speechcommands.py).
    /// </summary>
    private static DatasetSource SpeechCommands1() => new()
    {
        Name = "speech-commands-v1",
        Homepage = SpeechCommandsPage,
        Licence = SpeechCommandsLicence,
        Files = [SpeechCommands002, SpeechCommandsTest],
        Checksums = new Dictionary<string, Checksum>
        {
            ["speech_commands_v0.01.tar.gz"] = Checksum.Sha256("743935421bb51cccdb6bdd152e04c5c70274e935c82119ad7faeec31780d811d"),
        },
        Archives =
        [
            SpeechCommandsArchive(SpeechCommandsVersion.V002, 2_428_923_189, 3_600_000_000),
            SpeechCommandsArchive(SpeechCommandsVersion.V001, 1_489_096_277, 2_200_000_000),
            SpeechCommandsTestArchive(SpeechCommandsVersion.V002),
            SpeechCommandsTestArchive(SpeechCommandsVersion.V001),
        ],
    };

    private static DatasetSource SpeechCommands2() => new()
    {
        Name = "speech-commands-v2",
        PassedOver = [SpeechCommandsTest.Name], // both tasks may share a folder
        Homepage = SpeechCommandsPage,
        Licence = SpeechCommandsLicence,
        Files = [SpeechCommands002],
        Archives = [SpeechCommandsArchive(SpeechCommandsVersion.V002, 2_428_923_189, 3_600_000_000)],
    };

    private static DatasetSource Fluent() => new()
    {
        Name = "fluent-speech-commands",
        Homepage = new Uri("https://fluent.ai/fluent-speech-commands-a-dataset-for-spoken-language-understanding-research/"),
        Licence = "Fluent Speech Commands Public License: academic research only; you accept it on the page",
        Archives =
        [
            .. FluentArchives.Select(name => new OfficialArchive
            {
                Parts = [name], Kept = ["data", "wavs"], Yields = "data/test_data.csv", Content = "the dataset",
            }),
        ],
        ByHand = $"""
            Fluent Speech Commands wants its licence accepted on its page. Put here
              {string.Join(" or ", FluentArchives)} as you got it, or its content: data/ and wavs/
            """,
        Expected = ["data/train_data.csv", "data/valid_data.csv", "data/test_data.csv", "wavs"],
    };

    /// <summary>
    /// The list of archives is the one of TensorFlow Datasets (tensorflow/datasets, audio/voxforge.py): what was submitted in six languages before
    /// 2020; size and SHA-256 of the list are from datasets/voxforge/checksums.tsv there. Of the archives the site publishes none; what is no longer
    /// there is counted.
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
            Bytes = 1_344_189,
            Checksum = Checksum.Sha256("9cc218a5bce16640dc4eeb263aa423ce63ca59fc6587a9487dc397642b76af6c"),
        },
    };

    /// <summary>
    /// SHA-256 of the parts and of the test archive as torchaudio states them (pytorch/audio, src/torchaudio/datasets/voxceleb1.py); MD5 of the parts
    /// put together as the owners' trainer does (clovaai/voxceleb_trainer, lists/files.txt).
    /// </summary>
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
                Into = "wav", Yields = "wav/id10001", Content = "development set",
            },
            new() { Parts = ["vox1_dev_wav.zip"], Into = "wav", Yields = "wav/id10001", Content = "development set" },
            new() { Parts = ["vox1_test_wav.zip"], Into = "wav", Yields = "wav/id10270" },
        ],
        Checksums = new Dictionary<string, Checksum>
        {
            ["vox1_dev_wav_partaa"] = Checksum.Sha256("21ec6ca843659ebc2fdbe04b530baa4f191ad4b0971912672d92c158f32226a0"),
            ["vox1_dev_wav_partab"] = Checksum.Sha256("311d21e0c8cbf33573a4fce6c80e5a279d80736274b381c394319fc557159a04"),
            ["vox1_dev_wav_partac"] = Checksum.Sha256("92b64465f2b2a3dc0e4196ae8dd6828cbe9ddd1f089419a11e4cbfe2e1750df0"),
            ["vox1_dev_wav_partad"] = Checksum.Sha256("00e6190c770b27f27d2a3dd26ee15596b17066b715ac111906861a7d09a211a5"),
            ["vox1_dev_wav.zip"] = Checksum.Md5("ae63e55b951748cc486645f532ba230b"),
            ["vox1_test_wav.zip"] = Checksum.Sha256("8de57f347fe22b2c24526e9f444f689ecf5096fc2a92018cf420ff6b5b15eaea"),
        },
        ByHand = """
            VoxCeleb1 is given on request, on its page. Put here
              vox1_dev_wav.zip (or its parts vox1_dev_wav_partaa to partad) and vox1_test_wav.zip as you got them, or their content: wav/id1xxxx/
              iden_split.txt from https://www.robots.ox.ac.uk/~vgg/data/voxceleb/meta/iden_split.txt
            """,
        Expected = ["wav", "iden_split.txt"],
    };

    /// <summary>The archive of twelve folders that is tested on (s3prl/s3prl, downstream/docs/superb.md names both); the sizes are v0.02's.</summary>
    private static OfficialArchive SpeechCommandsTestArchive(SpeechCommandsVersion version) => new()
    {
        Parts = [$"{version.TestSetFolder}.tar.gz"],
        Edition = version.Name,
        Into = version.TestSetFolder,
        Yields = version.TestSetFolder,
        Elsewhere = [],
        PackedBytes = 112_563_277,
        UnpackedBytes = 160_000_000,
    };

    private static OfficialArchive SpeechCommandsArchive(SpeechCommandsVersion version, long packedBytes, long unpackedBytes) => new()
    {
        Parts = [$"{version.Folder}.tar.gz"],
        Edition = version.Name,
        Kept = ["_background_noise_"],
        Yields = "testing_list.txt",
        Elsewhere = [$"{version.Folder}/testing_list.txt"],
        PackedBytes = packedBytes,
        UnpackedBytes = unpackedBytes,
    };

    private static RemoteFile SpeechCommandsFile(string name, long bytes, Checksum checksum) =>
        new() { Name = name, Url = new Uri(SpeechCommands + name), Bytes = bytes, Checksum = checksum };
}
