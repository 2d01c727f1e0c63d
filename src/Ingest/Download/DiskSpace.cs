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
        if (Lack(neededBytes, availableBytes, folder) is { } sentence) throw new DownloadException(sentence);
    }

    /// <summary>The sentence that less is free than is needed, by an estimate; null when it is not so.</summary>
    internal static string? Lack(long neededBytes, long availableBytes, string folder)
    {
        const double bytesPerGigabyte = 1e9;
        return neededBytes <= availableBytes ? null : string.Create(CultureInfo.InvariantCulture,
            $"About {neededBytes / bytesPerGigabyte:0.0} GB are needed in '{folder}', and {availableBytes / bytesPerGigabyte:0.0} GB are free; "
            + $"make room, or name a folder on another disk.");
    }
}
