using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.VoxForge;

/// <summary>
/// TensorFlow Datasets' list of the archives that make up its VoxForge: <c>voxforge_urls.txt</c>, a line as in
/// "www.repository.voxforge1.org/downloads/de/Trunk/Audio/Main/16kHz_16bit/ralfherzog-20070828-de10.tgz", quoted or not.
/// </summary>
internal static class VoxForgeUrls
{
    public const string FileName = "voxforge_urls.txt";

    private const string Trunk = "Trunk", Archive = ".tgz";

    /// <summary>The submissions listed, as "de/ralfherzog-20070828-de10"; null when the folder has no list.</summary>
    /// <exception cref="DatasetException">The list has faults.</exception>
    public static HashSet<string>? Read(string root)
    {
        var path = Path.Join(root, FileName);
        if (!File.Exists(path)) return null;

        var submissions = new HashSet<string>();
        using var list = TextLines.Open(path);
        while (list.Read())
        {
            if (Submission(list.Text.Trim(" \"'").ToString()) is { } submission) submissions.Add(submission);
            else list.Faults.Add(list.Line, $"has \"{list.Text}\"; it must be the address of an archive, as in \".../de/Trunk/Audio/Main/16kHz_16bit/name.tgz\".");
        }
        if (submissions.Count == 0 && !list.Faults.Any) list.Faults.Add(0, "is empty; download it again, or remove it to split by the speakers at hand.");
        list.Faults.ThrowIfAny();
        return submissions;
    }

    private static string? Submission(string url)
    {
        var parts = url.Split('/');
        var trunk = Array.IndexOf(parts, Trunk);
        if (trunk < 1 || !VoxForgeLayout.Languages.Contains(parts[trunk - 1]) || !parts[^1].EndsWith(Archive, StringComparison.Ordinal)) return null;
        var name = parts[^1][..^Archive.Length];
        return ClipPath.Fault(name) is null ? $"{parts[trunk - 1]}/{name}" : null;
    }
}
