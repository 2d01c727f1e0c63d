using System.Globalization;

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

    /// <summary>Throws when less is free than a download and its content need, by an estimate.</summary>
    internal static void Require(long neededBytes, long availableBytes, string folder)
    {
        const double bytesPerGigabyte = 1e9;
        if (neededBytes <= availableBytes) return;
        throw new DownloadException(string.Create(CultureInfo.InvariantCulture,
            $"About {neededBytes / bytesPerGigabyte:0.0} GB are needed in '{folder}', and {availableBytes / bytesPerGigabyte:0.0} GB are free; "
            + $"make room, or name a folder on another disk."));
    }
}
