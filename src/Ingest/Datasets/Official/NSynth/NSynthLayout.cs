namespace Hares.Ingest.Datasets.Official.NSynth;

/// <summary>
/// NSynth: <c>nsynth-train/</c>, <c>nsynth-valid/</c> and <c>nsynth-test/</c>, each <c>examples.json</c> and <c>audio/</c>; the labels
/// <c>instrument</c> (its family) and <c>pitch</c> (the 128 of MIDI, occurring or not) on one set of clips.
/// Source: J. Engel et al., "Neural audio synthesis of musical notes with WaveNet autoencoders", 2017.
/// </summary>
internal static class NSynthLayout
{
    private static readonly string[] Splits = ["train", "valid", "test"];

    public static OfficialDataset Official { get; } = new()
    {
        Name = "nsynth",
        Title = "NSynth",
        Clips = new Dictionary<string, int> { ["train"] = 289_205, ["valid"] = 12_678, ["test"] = 4_096 },
        Classes = new Dictionary<string, int> { ["instrument"] = NSynthNotes.Families.Count, ["pitch"] = NSynthNotes.Pitches },
        Audio = new PublishedAudio(SampleRateHz: 16_000, Channels: 1, MinSeconds: 4, MaxSeconds: 4),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = LayoutFolder.Find(root, "nsynth-train");
        var clips = new ClipList(folder);
        var instrument = new ClassColumnBuilder("instrument", NSynthNotes.Families);
        var pitch = new ClassColumnBuilder("pitch", [.. Enumerable.Range(0, NSynthNotes.Pitches).Select(note => $"{note}")]);
        List<string> partitions = [];
        ClipTally missing = ClipTally.None, extra = ClipTally.None, mislabelled = ClipTally.None;
        foreach (var split in Splits)
        {
            var audio = AudioFolder.Walk(folder, $"nsynth-{split}/audio", ".wav");
            foreach (var note in NSynthNotes.Read(Path.Join(folder, $"nsynth-{split}", "examples.json")))
            {
                var path = $"nsynth-{split}/audio/{note.Name}.wav";
                if (!audio.Claim(path)) continue;
                clips.TryAdd(path);
                partitions.Add(split);
                instrument.Add(note.Family);
                pitch.Add(note.Pitch);
                if (note.ContradictsItsName) mislabelled = mislabelled.With(path);
            }
            (missing, extra) = (missing + audio.Missing, extra + audio.Extra);
        }

        return new Dataset
        {
            Name = name,
            Root = folder,
            Clips = clips,
            Partitions = partitions,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["instrument"] = instrument.BuildHeard(), ["pitch"] = pitch.Build() },
            Missing = missing,
            Extra = extra,
            Mislabelled = mislabelled,
        };
    }
}
