using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.MagnaTagATune;

/// <summary>
/// MagnaTagATune: <c>annotations_final.csv</c> (tab-separated, one column a tag) and the MP3 files in <c>mp3/0</c> to <c>mp3/f</c>, or in those
/// folders beside it. The label <c>tag</c> has the 50 most frequent tags; clips with none of them are kept. Folders 0 to b are the train split,
/// c is valid, d to f are test. Three unusable files are left out.
/// Sources: E. Law et al., "Evaluation of algorithms using games", 2009; the split, the tags' order and the three files from
/// jordipons/musicnn-training, data/index/mtt.
/// </summary>
internal static class MagnaTagATuneLayout
{
    private static readonly string[] Tags =
    [
        "guitar", "classical", "slow", "techno", "strings", "drums", "electronic", "rock", "fast", "piano",
        "ambient", "beat", "violin", "vocal", "synth", "female", "indian", "opera", "male", "singing",
        "vocals", "no vocals", "harpsichord", "loud", "quiet", "flute", "woman", "male vocal", "no vocal", "pop",
        "soft", "sitar", "solo", "man", "classic", "choir", "voice", "new age", "dance", "male voice",
        "female vocal", "beats", "harp", "cello", "no voice", "weird", "country", "metal", "female voice", "choral",
    ];

    public static OfficialDataset Official { get; } = new()
    {
        Name = "magnatagatune",
        Title = "MagnaTagATune",
        Clips = new Dictionary<string, int> { ["train"] = 18_706, ["valid"] = 1_825, ["test"] = 5_329 },
        Classes = new Dictionary<string, int> { ["tag"] = Tags.Length },
        Audio = new PublishedAudio(SampleRateHz: 16_000, Channels: 1, MinSeconds: 29, MaxSeconds: 30),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = LayoutFolder.Find(root, "annotations_final.csv");
        var below = Directory.Exists(Path.Join(folder, "mp3")) ? "mp3" : "";
        var audio = AudioFolder.Walk(folder, below, ".mp3");
        using var table = CsvTable.Open(Path.Join(folder, "annotations_final.csv"), '\t');
        var rows = new MagnaTagATuneRows(folder, below, table, Tags, audio);
        while (table.Read()) rows.Add();
        table.Faults.ThrowIfAny();

        return new Dataset
        {
            Name = name,
            Root = folder,
            Clips = rows.Clips,
            Partitions = rows.Partitions,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["tag"] = new("tag", Tags, rows.Tags) },
            Missing = audio.Missing,
            Extra = audio.Extra,
        };
    }
}
