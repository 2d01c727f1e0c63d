using Hares.Ingest.Archives;
using Hares.Ingest.Datasets.Official.VoxForge;

namespace Hares.Ingest.Download;

/// <summary>
/// One speaker's recordings of one day: <c>&lt;language&gt;/&lt;name&gt;.tgz</c>, unpacked as <c>&lt;language&gt;/&lt;name&gt;/wav/*.wav</c>.
/// </summary>
internal sealed record Submission(string Language, string Name)
{
    public const string Extension = ".tgz";

    /// <summary>German, English, Spanish, French, Italian, Russian.</summary>
    public static IReadOnlyList<string> Languages => VoxForgeLayout.Languages;

    /// <summary>What submissions hold beside each other; a folder around these is dropped.</summary>
    private static readonly string[] Kept = ["wav", "flac", "etc"];

    public string ArchivePath => $"{Language}/{Name}{Extension}";

    public string FolderPath => $"{Language}/{Name}";

    /// <summary>The archives in the language folders that have no folder beside them: a folder is there only if it is whole.</summary>
    public static List<Submission> Waiting(string root) =>
        [.. Languages
            .Where(language => Directory.Exists(Path.Join(root, language)))
            .SelectMany(language => Directory.EnumerateFiles(Path.Join(root, language), "*" + Extension)
                .Select(path => new Submission(language, Path.GetFileNameWithoutExtension(path)))
                .Where(submission => submission.Name is not ['.', ..]))
            .Where(submission => !Directory.Exists(Path.Join(root, submission.FolderPath)))
            .OrderBy(submission => submission.ArchivePath, StringComparer.Ordinal)];

    public void Unpack(DatasetFolder folder, CancellationToken cancelled) => Archive.Unpack(
        [folder.PathOf(ArchivePath)], folder.PathOf(FolderPath), $"{folder.Temporary}-{Language}-{Name}", Kept, cancelled: cancelled);
}
