namespace Hares.Ingest.Datasets.Official;

/// <summary>Finds a layout in the folder it was unpacked into, or in the folder that its archive brought along.</summary>
internal static class LayoutFolder
{
    /// <summary>
    /// The folder <paramref name="root"/> if it has <paramref name="marker"/>; else the first folder in it that has, of those that begin with no
    /// dot; else <paramref name="root"/>, where its absence will be told.
    /// </summary>
    public static string Find(string root, string marker)
    {
        if (Path.Exists(Path.Join(root, marker))) return root;
        return Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder)[0] != '.').Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => Path.Exists(Path.Join(folder, marker))) ?? root;
    }
}
