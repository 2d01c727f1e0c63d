namespace Hares.Embed.Cache;

/// <summary>What a store changes on disk before it is used: left-over files of interrupted runs, and parts that cannot be trusted.</summary>
internal static class FolderRepair
{
    /// <summary>Makes the folder, and deletes temporary files that nobody is writing.</summary>
    public static void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.EnumerateFiles(folder, PartWriter.TemporaryPattern)) DeleteUnlessOpen(path);
    }

    /// <summary>Deletes superseded files, and renames damaged ones so that no reader of the folder takes them for a part.</summary>
    public static void ClearUp(FolderScan scan)
    {
        foreach (var path in scan.Superseded) File.Delete(path);
        for (var i = 0; i < scan.Damaged.Count; i++)
        {
            var (path, reason) = scan.Damaged[i];
            var aside = Path.Combine(Path.GetDirectoryName(path)!, $"_{Path.GetFileName(path)}.damaged");
            File.Move(path, aside, overwrite: true);
            scan.Damaged[i] = new DamagedPart(aside, reason);
        }
    }

    private static void DeleteUnlessOpen(string path)
    {
        try
        {
            using var _ = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            // Another store is writing it.
        }
    }
}
