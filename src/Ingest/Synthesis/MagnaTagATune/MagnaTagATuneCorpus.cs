namespace Hares.Ingest.Synthesis.MagnaTagATune;

/// <summary>
/// A corpus in the layout of MagnaTagATune: MP3 files of 16 kHz and 32 kbit/s in sixteen folders, a song in one of them, and a table of tags that
/// listeners gave, who do not say all that they hear. Clips last ten seconds instead of 29; the test folders are fuller than the others.
/// </summary>
internal static class MagnaTagATuneCorpus
{
    public const int SampleRateHz = 16_000;
    public const int ClipSeconds = 10;

    private const string Name = "magnatagatune";
    private const string Folders = "0123456789abcdef";
    private const string TestFolders = "def";

    public static SyntheticCorpus Plan(SynthesisOptions options)
    {
        var clips = (from folder in Folders
                     from number in Enumerable.Range(0, options.Scaled(TestFolders.Contains(folder) ? 12 : 6))
                     select (Folder: folder, Number: number))
                         .Select((place, id) => new Excerpt(options.Seed, id + 1, place.Folder, place.Number))
                         .ToList();
        return new SyntheticCorpus
        {
            Name = Name,
            Folder = Name,
            Version = 1,
            Clips = [.. clips.Select(clip => new SyntheticFile($"mp3/{clip.Path}", clip.Render))],
            Metadata =
            [
                SyntheticFile.OfLines(
                    "annotations_final.csv",
                    clips.Select(clip => Row(clip.TagCells)).Prepend(Row(["clip_id", .. Annotation.Tags, "mp3_path"]))),
                SyntheticFile.OfLines("clip_info_final.csv", clips.Select(clip => Row(clip.InfoCells)).Prepend(Row(
                    ["clip_id", "track_number", "title", "artist", "album", "url", "segmentStart", "segmentEnd", "original_url", "mp3_path"]))),
            ],
        };
    }

    private static string Row(IEnumerable<string> cells) => string.Join('\t', cells.Select(cell => $"\"{cell}\""));
}
