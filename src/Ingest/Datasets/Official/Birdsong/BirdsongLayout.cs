using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.Birdsong;

/// <summary>
/// The three development sets of DCASE 2018 task 3 (BirdVox-DCASE-20k, ff1010bird, warblrb10k), each a CSV file (itemid, datasetid, hasbird) and a
/// folder of WAV files, arranged as its baseline wants them or as their archives unpack; the label <c>bird</c>. The challenge's test labels are
/// closed and the paper's split of these sets is not published; here a fifth of each set is the test split, drawn by the hash of its item names.
/// Source: D. Stowell et al., "Automatic acoustic detection of birds through deep learning", 2019.
/// </summary>
internal static class BirdsongLayout
{
    private static readonly BirdsongSet[] Sets =
    [
        new("BirdVox-DCASE-20k", "BirdVoxDCASE20k_csvpublic.csv"),
        new("ff1010bird", "ff1010bird_metadata_2018.csv"),
        new("warblrb10k", "warblrb10k_public_metadata_2018.csv"),
    ];

    private static readonly string[] Classes = ["no bird", "bird"];

    public static OfficialDataset Official { get; } = new()
    {
        Name = "birdsong",
        Title = "DCASE 2018 bird audio detection",
        Clips = new Dictionary<string, int> { ["train"] = 16_000 + 6_152 + 6_400, ["test"] = 4_000 + 1_538 + 1_600 },
        Classes = new Dictionary<string, int> { ["bird"] = 2 },
        Audio = new PublishedAudio(SampleRateHz: 44_100, Channels: 1, MinSeconds: 10, MaxSeconds: 10),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var clips = new ClipList(root);
        var bird = new ClassColumnBuilder("bird", Classes);
        List<string> partitions = [];
        var (missing, extra) = (ClipTally.None, ClipTally.None);
        foreach (var set in Sets)
        {
            var folder = set.AudioFolder(root);
            var audio = AudioFolder.Walk(root, folder, ".wav");
            var items = ReadItems(set.LabelFile(root));
            var tested = BirdsongSplit.Test(items.Select(item => item.Name));
            foreach (var (item, hasBird) in items)
            {
                var path = $"{folder}/{item}.wav";
                if (!audio.Claim(path)) continue;
                clips.TryAdd(path);
                bird.Add(hasBird);
                partitions.Add(tested.Contains(item) ? "test" : "train");
            }
            (missing, extra) = (missing + audio.Missing, extra + audio.Extra);
        }

        return new Dataset
        {
            Name = name,
            Root = root,
            Clips = clips,
            Partitions = partitions,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["bird"] = bird.BuildHeard() },
            Missing = missing,
            Extra = extra,
        };
    }

    private static List<(string Name, int HasBird)> ReadItems(string path)
    {
        using var table = CsvTable.Open(path);
        int item = table.IndexOf("itemid"), hasBird = table.IndexOf("hasbird");
        if (item < 0 || hasBird < 0) table.Faults.Add(1, "must have the columns itemid and hasbird.");
        table.Faults.ThrowIfAny();

        var lines = new Dictionary<string, int>();
        List<(string, int)> items = [];
        while (table.Read())
        {
            var (name, cell) = (table[item].ToString(), table[hasBird].ToString());
            if (name.Contains('/')) table.Faults.Add(table.Line, $"has the item \"{name}\"; an item is a file name without its ending.");
            else if (ClipPath.Fault(name) is { } fault) table.Faults.Add(table.Line, fault);
            else if (!lines.TryAdd(name, table.Line)) table.Faults.Add(table.Line, $"repeats the item \"{name}\" of line {lines[name]}.");
            if (cell is not ("0" or "1")) table.Faults.Add(table.Line, $"has \"{cell}\" under hasbird; it must be 0 or 1.");
            items.Add((name, cell is "1" ? 1 : 0));
        }
        if (items.Count == 0) table.Faults.Add(0, "has a header but no clips.");
        table.Faults.ThrowIfAny();
        return items;
    }
}
