using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.Tut18;

/// <summary>
/// TUT Urban Acoustic Scenes 2018, development set: <c>meta.csv</c>, <c>evaluation_setup/fold1_*.txt</c>, the audio in <c>audio/</c>; the label
/// <c>scene</c>. The challenge's test labels are closed and the paper's own split is not published: fold 1 of the development set, train and
/// evaluate, is the closest that is. It keeps recording places apart.
/// Source: A. Mesaros, T. Heittola and T. Virtanen, "A multi-device dataset for urban acoustic scene classification", 2018.
/// </summary>
internal static class Tut18Layout
{
    private static readonly string[] Scenes =
    [
        "airport", "bus", "metro", "metro_station", "park", "public_square", "shopping_mall", "street_pedestrian", "street_traffic", "tram",
    ];

    public static OfficialDataset Official { get; } = new()
    {
        Name = "tut18",
        Title = "TUT Urban Acoustic Scenes 2018",
        Clips = new Dictionary<string, int> { ["train"] = 6_122, ["test"] = 2_518 },
        Classes = new Dictionary<string, int> { ["scene"] = Scenes.Length },
        Audio = new PublishedAudio(SampleRateHz: 48_000, Channels: 2, MinSeconds: 10, MaxSeconds: 10),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = LayoutFolder.Find(root, "meta.csv");
        var audio = AudioFolder.Walk(folder, "audio", AudioFolder.AnyAudio);
        var train = Tut18Fold.Read(Path.Join(folder, "evaluation_setup", "fold1_train.txt"));
        var test = Tut18Fold.Read(Path.Join(folder, "evaluation_setup", "fold1_evaluate.txt"));

        using var table = CsvTable.Open(Path.Join(folder, "meta.csv"), '\t');
        var rows = new Tut18Rows(folder, table, Scenes, train, test, audio);
        while (table.Read()) rows.Add();
        rows.AddUnnamed();
        table.Faults.ThrowIfAny();

        return new Dataset
        {
            Name = name,
            Root = folder,
            Clips = rows.Clips,
            Partitions = rows.Partitions,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["scene"] = rows.Scene.BuildHeard() },
            Missing = audio.Missing,
            Extra = audio.Extra,
            Mislabelled = rows.Mislabelled,
        };
    }
}
