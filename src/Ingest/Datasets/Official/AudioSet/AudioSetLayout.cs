namespace Hares.Ingest.Datasets.Official.AudioSet;

/// <summary>
/// AudioSet: the segment lists and <c>class_labels_indices.csv</c> as Google publishes them, and beside each list a folder of clips of its name
/// (<c>eval_segments/</c>, ...), of any audio format and any depth, whose file names begin with the video's id. Both training lists are the
/// train split, the evaluation list is the test split; the label <c>sound</c> has any number of classes, in the order of their indices.
/// Source: J. F. Gemmeke et al., "Audio Set: an ontology and human-labeled dataset for audio events", 2017.
/// </summary>
internal static class AudioSetLayout
{
    private static readonly (string Name, string Split)[] Lists =
        [("balanced_train_segments", "train"), ("unbalanced_train_segments", "train"), ("eval_segments", "test")];

    public static OfficialDataset Official { get; } = new()
    {
        Name = "audioset",
        Title = "AudioSet",
        Clips = new Dictionary<string, int> { ["train"] = 22_160 + 2_041_789, ["test"] = 20_371 },
        Classes = new Dictionary<string, int> { ["sound"] = 527 },
        Audio = new PublishedAudio(MaxSeconds: 10),
        Attrition = 0.2,
        Read = Read,
    };

    private static Dataset Read(string name, string root)
    {
        var folder = LayoutFolder.Find(root, "class_labels_indices.csv");
        var classes = AudioSetClasses.Read(Path.Join(folder, "class_labels_indices.csv"));
        var clips = new ClipList(folder);
        List<string> partitions = [];
        List<int[]> sounds = [];
        var (missing, extra) = (ClipTally.None, ClipTally.None);
        foreach (var (list, split) in Lists)
        {
            var segments = AudioSetSegments.Read(Path.Join(folder, $"{list}.csv"), classes);
            var audio = AudioFolder.Walk(folder, list, AudioFolder.AnyAudio);
            foreach (var (path, labels) in segments.Match(list, audio))
            {
                clips.TryAdd(path);
                partitions.Add(split);
                sounds.Add(labels);
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
            Labels = new Dictionary<string, LabelColumn> { ["sound"] = new("sound", classes.Names, sounds) },
            Missing = missing,
            Extra = extra,
        };
    }
}
