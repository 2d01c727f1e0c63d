using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.Esc50;

/// <summary>
/// ESC-50 as its author publishes it: <c>meta/esc50.csv</c>, the audio in <c>audio/</c>, five folds, the label <c>category</c>.
/// Conversions of the audio are fine, as long as the CSV names the files that are there.
/// Source: K. J. Piczak, "ESC: Dataset for Environmental Sound Classification", 2015.
/// </summary>
internal static class Esc50Layout
{
    private static readonly string[] Columns = ["filename", "fold", "target", "category"];

    public static OfficialDataset Official { get; } = new()
    {
        Name = "esc-50",
        Title = "ESC-50",
        Clips = Enumerable.Range(1, 5).ToDictionary(fold => $"{fold}", _ => 400),
        Classes = new Dictionary<string, int> { ["category"] = 50 },
        Audio = new PublishedAudio(SampleRateHz: 44_100, Channels: 1, MinSeconds: 5, MaxSeconds: 5),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = LayoutFolder.Find(root, "meta/esc50.csv");
        using var table = CsvTable.Open(Path.Join(folder, "meta", "esc50.csv"));
        var missing = Columns.Where(column => table.IndexOf(column) < 0).ToList();
        missing.ForEach(column => table.Faults.Add(Math.Max(table.Line, 1), $"has no column \"{column}\"."));
        if (missing.Count > 0) throw table.Faults.ToException();

        var audio = AudioFolder.Walk(folder, "audio", AudioFolder.AnyAudio);
        var rows = new Esc50Rows(folder, table, audio);
        while (table.Read()) rows.Add();
        table.Faults.ThrowIfAny();

        return new Dataset
        {
            Name = name,
            Root = folder,
            Clips = rows.Clips,
            Partitions = rows.Folds,
            HasFolds = true,
            Labels = new Dictionary<string, LabelColumn> { ["category"] = rows.Category() },
            Missing = audio.Missing,
            Extra = audio.Extra,
            Mislabelled = rows.Mislabelled,
        };
    }
}
