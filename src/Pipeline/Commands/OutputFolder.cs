namespace Hares.Pipeline.Commands;

/// <summary>The folder of a file that --out names.</summary>
internal static class OutputFolder
{
    /// <exception cref="UsageException">It is not there, or a folder has the file's name.</exception>
    public static void Require(string output)
    {
        var path = Path.GetFullPath(output);
        if (Directory.Exists(path)) throw new UsageException($"--out: {path} is a folder; name a file.");
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            throw new UsageException($"--out: there is no folder {folder}; make it, or name another for {Path.GetFileName(path)}.");
    }
}
