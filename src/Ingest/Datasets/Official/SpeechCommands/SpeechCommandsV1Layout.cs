using Hares.Ingest.Clips;

namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>
/// Speech Commands with twelve classes: ten words, <c>_unknown_</c> for any other word, <c>_silence_</c> for stretches of background noise.
/// As TensorFlow Datasets builds <c>speech_commands</c>
/// (tensorflow_datasets/datasets/speech_commands/speech_commands_dataset_builder.py): running_tap.wav is for validation, the other noises for
/// training; test clips are those of the separate test archive, which has folders of all twelve classes.
/// Differences: v0.01 is read as well, and without the test archive the clips of testing_list.txt are for testing, with the stretches of
/// exercise_bike.wav for silence.
/// </summary>
internal static class SpeechCommandsV1Layout
{
    private const string Silence = "_silence_", Unknown = "_unknown_";
    private const string ValidNoise = "running_tap.wav", TestNoise = "exercise_bike.wav";

    // Stretches of the published noises.
    private const int ValidStretches = 121, TestStretches = 121, TrainStretches = 547;

    public static IReadOnlyList<string> Classes { get; } = [.. SpeechCommandsVersion.Commands, Silence, Unknown];

    public static OfficialDataset Official { get; } = new()
    {
        Name = "speech-commands-v1",
        Title = "Speech Commands in 12 classes",
        Clips = Published(SpeechCommandsVersion.V002, hasTestSet: true).Clips,
        Edition = Published(SpeechCommandsVersion.V002, hasTestSet: true),
        Classes = new Dictionary<string, int> { ["word"] = Classes.Count },
        Audio = new PublishedAudio(SampleRateHz: 16_000, Channels: 1, MaxSeconds: 1),
        Read = Read,
    };

    /// <summary>What a folder of this version holds when it is whole.</summary>
    internal static Edition Published(SpeechCommandsVersion version, bool hasTestSet) => new(
        $"{version.Title} (12 classes, {(hasTestSet ? "with" : "without")} test archive)",
        new Dictionary<string, int>
        {
            ["train"] = version.Train + TrainStretches + (hasTestSet ? TestStretches : 0),
            ["valid"] = version.Valid + ValidStretches,
            ["test"] = hasTestSet ? version.TestSet : version.Test + TestStretches,
        });

    private static Dataset Read(string name, string root)
    {
        var folder = SpeechCommandsFolder.Open(root);
        var hasTestSet = folder.TestSet.Count > 0;
        List<Clip> clips = [];
        List<string> partitions = [];
        var classes = new LabelColumnBuilder("word");

        foreach (var recording in folder.Words.Where(recording => !hasTestSet || recording.Split != "test").Concat(folder.TestSet))
            Add(folder.ClipOf(recording), ClassOf(recording.Word), recording.Split);
        foreach (var noise in folder.Noises)
            foreach (var stretch in NoiseStretches.Cut(noise, Path.Join(root, noise)))
                Add(stretch, Silence, SplitOf(noise, hasTestSet));

        return new Dataset
        {
            Name = name,
            Root = root,
            Clips = clips,
            Partitions = partitions,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["word"] = classes.Build() },
            Missing = folder.Missing,
            Extra = folder.Extra,
            Edition = Published(folder.Version, hasTestSet),
        };

        void Add(Clip clip, string label, string split)
        {
            clips.Add(clip);
            classes.Add(label);
            partitions.Add(split);
        }
    }

    private static string ClassOf(string word) => Classes.Contains(word) ? word : Unknown;

    private static string SplitOf(string noise, bool hasTestSet) => Path.GetFileName(noise) switch
    {
        ValidNoise => "valid",
        TestNoise when !hasTestSet => "test",
        _ => "train",
    };
}
