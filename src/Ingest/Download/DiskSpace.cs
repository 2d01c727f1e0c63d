namespace Hares.Ingest.Download;

/// <summary>Room on a disk.</summary>
public static class DiskSpace
{
    /// <summary>Bytes that may still be written under a folder, which need not exist yet.</summary>
    public static long AvailableBytes(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing)) existing = Path.GetDirectoryName(existing)!;
        return new DriveInfo(existing).AvailableFreeSpace;
    }
}
