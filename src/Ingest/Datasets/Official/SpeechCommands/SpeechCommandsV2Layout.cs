namespace Hares.Ingest.Datasets.Official.SpeechCommands;

/// <summary>
/// Speech Commands v0.02 with its 35 words as classes: what validation_list.txt and testing_list.txt do not name is for training. The
/// background noise takes no part. Source: P. Warden, "Speech Commands: A Dataset for Limited-Vocabulary Speech Recognition", 2018.
/// </summary>
internal static class SpeechCommandsV2Layout
{
    public static OfficialDataset Official { get; } = new()
    {
        Name = "speech-commands-v2",
        Title = SpeechCommandsVersion.V002.Title,
        Clips = new Dictionary<string, int>
        {
            ["train"] = SpeechCommandsVersion.V002.Train,
            ["valid"] = SpeechCommandsVersion.V002.Valid,
            ["test"] = SpeechCommandsVersion.V002.Test,
        },
        Classes = new Dictionary<string, int> { ["word"] = SpeechCommandsVersion.V002.Words.Count },
        Audio = new PublishedAudio(SampleRateHz: 16_000, Channels: 1, MaxSeconds: 1),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = SpeechCommandsFolder.Open(root);
        if (folder.Version != SpeechCommandsVersion.V002)
            throw new DatasetException(
                $"{root} holds {folder.Version.Title}; {name} needs {SpeechCommandsVersion.V002.Name}, speech_commands_v0.02.tar.gz.");

        var words = new LabelColumnBuilder("word");
        foreach (var recording in folder.Words) words.Add(recording.Word);
        return new Dataset
        {
            Name = name,
            Root = root,
            Clips = [.. folder.Words.Select(folder.ClipOf)],
            Partitions = [.. folder.Words.Select(recording => recording.Split)],
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["word"] = words.Build() },
            Missing = folder.Missing,
            Extra = folder.Extra,
        };
    }
}
