namespace Hares.Ingest.Archives;

/// <summary>Moves a whole tree into a folder of the same disk.</summary>
internal static class FolderMove
{
    /// <summary>Whole folders where the target has none of the name, file by file where it has; files of the same name are replaced.</summary>
    public static void Into(string source, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
            Directory.Move(source, target);
            return;
        }
        foreach (var folder in Directory.GetDirectories(source)) Into(folder, Path.Join(target, Path.GetFileName(folder)));
        foreach (var file in Directory.GetFiles(source)) File.Move(file, Path.Join(target, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>What in the target stands in the way, a folder where the source has a file or the other way round; null where nothing does.</summary>
    public static string? Obstacle(string source, string target)
    {
        if (File.Exists(target)) return target;
        if (!Directory.Exists(target)) return null;
        var files = Directory.GetFiles(source).Select(file => Path.Join(target, Path.GetFileName(file)));
        var folders = Directory.GetDirectories(source).Select(folder => Obstacle(folder, Path.Join(target, Path.GetFileName(folder))));
        return files.FirstOrDefault(Directory.Exists) ?? folders.FirstOrDefault(path => path is not null);
    }
}
