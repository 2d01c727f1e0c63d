using Hares.Ingest.Clips;

namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>
/// An unpacked archive of Speech Commands, in the dataset's folder itself or in the folder speech_commands_v0.0x within it:
/// <c>word/speaker_nohash_n.wav</c>, the long recordings of <c>_background_noise_</c>, and the lists. The folder of the test archive, where
/// there is one, lies in the dataset's folder.
/// </summary>
internal sealed class SpeechCommandsFolder
{
    private const string NoiseFolder = "_background_noise_";

    private readonly AudioFolder _audio;

    private SpeechCommandsFolder(string root, AudioFolder audio) => (Root, _audio) = (root, audio);

    public string Root { get; }

    public required SpeechCommandsVersion Version { get; init; }

    /// <summary>Recordings of words, by path.</summary>
    public required IReadOnlyList<SpeechCommandsRecording> Words { get; init; }

    /// <summary>Recordings of the test archive, by path; empty when it is not there.</summary>
    public required IReadOnlyList<SpeechCommandsRecording> TestSet { get; init; }

    /// <summary>Paths of the long recordings of noise.</summary>
    public required IReadOnlyList<string> Noises { get; init; }

    public ClipTally Missing => _audio.Missing;

    public ClipTally Extra => _audio.Extra;

    /// <exception cref="DatasetException">There is no such layout, its lists have faults, or it mixes the two versions.</exception>
    public static SpeechCommandsFolder Open(string root)
    {
        var unpacked = SpeechCommandsVersion.All.Where(version => Directory.Exists(Path.Join(root, version.Folder))).ToList();
        if (unpacked.Count > 1) throw SpeechCommandsMix.Explain(root, $"it holds the folders {unpacked[0].Folder} and {unpacked[1].Folder}");
        var below = unpacked.Count == 1 ? unpacked[0].Folder + "/" : "";

        var lists = SpeechCommandsLists.Read(Path.Join(root, below));
        var audio = AudioFolder.Walk(root, "", ".wav");
        var files = audio.Files.Order(StringComparer.Ordinal).ToList();
        var words = SpeechCommandsRecording.Find(files, below, SpeechCommandsVersion.V002.Words)
            .Select(file => new SpeechCommandsRecording(file.Path, file.Word, lists.SplitOf(file.Path.AsSpan(below.Length)))).ToList();
        var version = SpeechCommandsMix.Recognise(root, words, lists);
        var folder = new SpeechCommandsFolder(root, audio)
        {
            Version = version,
            Words = words,
            TestSet = [.. SpeechCommandsRecording.Find(files, version.TestSetFolder + "/", SpeechCommandsV1Layout.Classes)
                .Select(file => new SpeechCommandsRecording(file.Path, file.Word, "test"))],
            Noises = files.FindAll(file => file.StartsWith($"{below}{NoiseFolder}/", StringComparison.Ordinal)),
        };
        folder.Claim(lists.Recordings.Select(listed => below + listed));
        return folder;
    }

    /// <summary>A clip of a whole recording.</summary>
    public Clip ClipOf(SpeechCommandsRecording recording) => new(recording.Path, Path.Join(Root, recording.Path));

    /// <summary>All of the layout's files, whether a task uses them or not, and what the lists name.</summary>
    private void Claim(IEnumerable<string> listed)
    {
        foreach (var path in Words.Concat(TestSet).Select(recording => recording.Path).Concat(Noises).Concat(listed)) _audio.Claim(path);
    }
}
