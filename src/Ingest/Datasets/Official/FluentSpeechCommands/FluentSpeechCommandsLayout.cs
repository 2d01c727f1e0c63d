namespace Hares.Ingest.Datasets.Official.FluentSpeechCommands;

/// <summary>
/// Fluent Speech Commands: <c>data/train_data.csv</c>, <c>valid_data.csv</c> and <c>test_data.csv</c> with the columns path, action, object
/// and location, the audio in <c>wavs/speakers/</c>. Labels: the three slots, and <c>intent</c>, their combination.
/// Source: L. Lugosch et al., "Speech Model Pre-training for End-to-End Spoken Language Understanding", 2019.
/// </summary>
internal static class FluentSpeechCommandsLayout
{
    private const int Intents = 31;

    public static OfficialDataset Official { get; } = new()
    {
        Name = "fluent-speech-commands",
        Title = "Fluent Speech Commands",
        Clips = new Dictionary<string, int> { ["train"] = 23_132, ["valid"] = 3_118, ["test"] = 3_793 },
        Classes = FluentSlot.All.Select(slot => (slot.Name, slot.Classes.Count)).Append(("intent", Intents)).ToDictionary(),
        Audio = new PublishedAudio(SampleRateHz: 16_000, Channels: 1),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = LayoutFolder.Find(root, "data/train_data.csv");
        var audio = AudioFolder.Walk(folder, "wavs", ".wav");
        var rows = new FluentRows(folder, audio);
        foreach (var split in (string[])["train", "valid", "test"]) rows.Add($"data/{split}_data.csv", split);
        return new Dataset
        {
            Name = name,
            Root = folder,
            Clips = rows.Clips,
            Partitions = rows.Splits,
            HasFolds = false,
            Labels = rows.Labels,
            Missing = audio.Missing,
            Extra = audio.Extra,
        };
    }
}
