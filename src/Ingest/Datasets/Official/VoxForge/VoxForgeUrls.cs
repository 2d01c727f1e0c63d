using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.VoxForge;

/// <summary>
/// TensorFlow Datasets' list of the archives that make up its VoxForge: <c>voxforge_urls.txt</c>, a line as in
/// "www.repository.voxforge1.org/downloads/de/Trunk/Audio/Main/16kHz_16bit/ralfherzog-20070828-de10.tgz", quoted or not. Lines of other
/// languages than the task's are passed over.
/// </summary>
internal static class VoxForgeUrls
{
    public const string FileName = "voxforge_urls.txt";

    /// <summary>The submissions listed, as "de/ralfherzog-20070828-de10"; null when the folder has no list.</summary>
    /// <exception cref="DatasetException">The list has faults.</exception>
    public static HashSet<string>? Read(string root)
    {
        var path = Path.Join(root, FileName);
        return File.Exists(path) ? [.. ReadList(path).Listed.Select(listed => $"{listed.Language}/{listed.Name}")] : null;
    }

    /// <summary>The submissions of a list in its order, each once, and how many lines name one that came before or one of another language.</summary>
    /// <exception cref="DatasetException">The list has faults.</exception>
    public static (IReadOnlyList<ListedSubmission> Listed, int PassedOver) ReadList(string path)
    {
        var submissions = new OrderedDictionary<(string Language, string Name), ListedSubmission>();
        var passedOver = 0;
        using var list = TextLines.Open(path);
        while (list.Read())
        {
            if (ListedSubmission.Parse(list.Text.ToString()) is not { } listed)
                list.Faults.Add(list.Line,
                    $"has \"{list.Text}\"; it must be the address of an archive, as in \"host/de/Trunk/Audio/Main/16kHz_16bit/name.tgz\".");
            else if (!listed.IsOfTask || !submissions.TryAdd((listed.Language, listed.Name), listed)) passedOver++;
        }
        if (submissions.Count == 0 && !list.Faults.Any)
            list.Faults.Add(0,
                $"names nothing in {string.Join(", ", VoxForgeLayout.Languages)}; download it again, or remove it to split by the speakers at hand.");
        list.Faults.ThrowIfAny();
        return ([.. submissions.Values], passedOver);
    }
}
