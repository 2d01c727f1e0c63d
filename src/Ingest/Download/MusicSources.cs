namespace Hares.Ingest.Download;

/// <summary>Sources of the two musical datasets.</summary>
internal static class MusicSources
{
    private const string NSynthAddress = "http://download.magenta.tensorflow.org/datasets/nsynth/";
    private const string MagnaTagATuneAddress = "https://mirg.city.ac.uk/datasets/magnatagatune/";

    /// <summary>Four seconds of 16-bit mono at 16 kHz.</summary>
    private const long NoteBytes = 128_044;

    private static readonly (string Split, int Notes)[] NSynthSplits = [("train", 289_205), ("valid", 12_678), ("test", 4_096)];
    private static readonly string[] MagnaTagATuneParts = ["mp3.zip.001", "mp3.zip.002", "mp3.zip.003"];
    private static readonly string[] MagnaTagATuneLists = ["annotations_final.csv", "clip_info_final.csv"];

    public static IReadOnlyList<DatasetSource> Datasets { get; } = [NSynth(), MagnaTagATune()];

    /// <summary>No sizes or checksums are published of the archives with WAV; the server announces an MD5, which is compared.</summary>
    private static DatasetSource NSynth() => new()
    {
        Name = "nsynth",
        Homepage = new Uri("https://magenta.tensorflow.org/datasets/nsynth"),
        Licence = "CC BY 4.0",
        Files =
        [
            .. NSynthSplits
                .Select(split => NSynthArchive(split.Split))
                .Select(name => new RemoteFile { Name = name, Url = new Uri(NSynthAddress + name) })
        ],
        Archives =
        [
            .. NSynthSplits.Select(split => new OfficialArchive
            {
                Parts = [NSynthArchive(split.Split)],
                Into = $"nsynth-{split.Split}",
                Kept = ["audio"],
                Yields = $"nsynth-{split.Split}/examples.json",
                PackedBytes = split.Notes * NoteBytes * 2 / 3,
                UnpackedBytes = split.Notes * NoteBytes,
            }),
        ],
    };

    private static DatasetSource MagnaTagATune() => new()
    {
        Name = "magnatagatune",
        Homepage = new Uri("https://mirg.city.ac.uk/codeapps/the-magnatagatune-dataset"),
        Licence = "CC BY-NC-SA 3.0",
        Files =
        [
            .. MagnaTagATuneLists.Concat(MagnaTagATuneParts)
                .Select(name => new RemoteFile { Name = name, Url = new Uri(MagnaTagATuneAddress + name) }),
        ],
        Archives =
        [
            new()
            {
                Parts = MagnaTagATuneParts,
                Into = "mp3",
                Kept = [.. "0123456789abcdef".Select(folder => folder.ToString())],
                Yields = "mp3",
                Elsewhere = ["0", "*/mp3", "*/0"],
                PackedBytes = 3_000_000_000,
                UnpackedBytes = 3_100_000_000, // 25,863 clips of 29 s at 32 kbit/s
            },
        ],
    };

    private static string NSynthArchive(string split) => $"nsynth-{split}.jsonwav.tar.gz";
}
