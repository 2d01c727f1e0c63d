using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.VoxCeleb;

/// <summary>
/// VoxCeleb1 for identification: <c>iden_split.txt</c> with lines as in "3 id10003/na8-QEFmj44/00003.wav" (1 for training, 2 for validation,
/// 3 for testing), the audio of both archives (dev and test) in <c>wav/</c>. Every speaker has clips in all three.
/// Source: A. Nagrani, J. S. Chung, A. Zisserman, "VoxCeleb: a large-scale speaker identification dataset", 2017.
/// </summary>
internal static class VoxCelebLayout
{
    private const string SplitFile = "iden_split.txt", AudioFolderName = "wav";

    public static OfficialDataset Official { get; } = new()
    {
        Name = "voxceleb",
        Title = "VoxCeleb1",
        Clips = new Dictionary<string, int> { ["train"] = 138_361, ["valid"] = 6_904, ["test"] = 8_251 },
        Classes = new Dictionary<string, int> { ["speaker"] = 1_251 },
        Audio = new PublishedAudio(SampleRateHz: 16_000, Channels: 1),
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = LayoutFolder.Find(root, SplitFile);
        using var list = TextLines.Open(Path.Join(folder, SplitFile));
        var audio = AudioFolder.Walk(folder, AudioFolderName, ".wav");
        var rows = new VoxCelebRows(folder, list, audio);
        while (list.Read()) rows.Add();
        if (rows.IsEmpty) list.Faults.Add(0, "is empty; download it again.");
        list.Faults.ThrowIfAny();

        return new Dataset
        {
            Name = name,
            Root = folder,
            Clips = rows.Clips,
            Partitions = rows.Splits,
            HasFolds = false,
            Labels = new Dictionary<string, LabelColumn> { ["speaker"] = rows.Speakers.Build() },
            Missing = audio.Missing,
            Extra = audio.Extra,
        };
    }
}
