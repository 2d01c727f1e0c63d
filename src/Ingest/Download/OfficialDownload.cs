using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official;

namespace Hares.Ingest.Download;

/// <summary>
/// Brings a dataset into its folder: what is missing is fetched, unpacked, and the fetched archives removed. What is there in the end is read, so
/// that nothing is called complete that a run would refuse.
/// </summary>
/// <param name="downloader">Gets the files.</param>
/// <param name="faultOf">
/// From a dataset's name and folder to what keeps it from being whole, null where nothing does; see <see cref="OfficialDatasets.Fault"/>.
/// </param>
/// <param name="availableBytes">Room under a folder; see <see cref="DiskSpace.AvailableBytes"/>.</param>
/// <param name="say">Is told what happens, in lines: the licence before anything is fetched.</param>
/// <param name="progress">Is told of every stretch that arrives.</param>
public sealed class OfficialDownload(
    Downloader downloader, Func<string, string, string?> faultOf, Func<string, long> availableBytes, Action<string> say,
    Action<TransferProgress> progress)
{
    /// <summary>
    /// Makes the folder whole, as far as that is possible without a person. May be called again at any time, and goes on from where it was.
    /// </summary>
    /// <exception cref="DownloadException">A file cannot be had, or not be written; what was had before stays.</exception>
    /// <exception cref="DatasetException">An archive cannot be unpacked.</exception>
    public async Task<DownloadOutcome> RunAsync(DatasetSource dataset, string root, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(root);
        var outcome = await BringAsync(dataset, root, cancelled);
        if (outcome == DownloadOutcome.Incomplete || faultOf(dataset.Name, root) is not { } fault) return outcome;

        var remedy = dataset.ByHand is null
            ? "Put there what is missing, or remove the folder and give the same command again."
            : $"Get it on {dataset.Homepage}.";
        say($"{dataset.Name}: {fault}\n  {remedy}");
        return DownloadOutcome.Incomplete;
    }

    internal static string LicenceOf(DatasetSource dataset) => $"{dataset.Name}: licence {dataset.Licence} ({dataset.Homepage})";

    private async Task<DownloadOutcome> BringAsync(DatasetSource dataset, string root, CancellationToken cancelled)
    {
        try
        {
            return dataset.ByHand is null ? await FetchAsync(dataset, root, cancelled) : CheckByHand(dataset, root, cancelled);
        }
        catch (Exception fault) when (fault is IOException and not DownloadException or UnauthorizedAccessException)
        {
            throw new DownloadException(
                $"{dataset.Name}: '{root}' cannot be written: {fault.Message.TrimEnd('.')}; make room and give leave to write there, or name another "
                + "folder. The same command goes on from there.");
        }
    }

    private async Task<DownloadOutcome> FetchAsync(DatasetSource dataset, string root, CancellationToken cancelled)
    {
        var folder = new DatasetFolder(dataset, root);
        if (dataset.SubmissionList is { } list)
            return await new SubmissionDownload(downloader, availableBytes, say, progress).RunAsync(dataset, list, folder, cancelled);

        if (Directory.Exists(root)) folder.TellUnknown(say);
        folder.RemoveLeftovers();
        var isOfAnotherEdition = dataset.Archives.Any(archive => folder.Holds(archive) && !dataset.Fetches(archive));
        var archives = dataset.Archives
            .Where(archive => !folder.HasUnpacked(archive) && (folder.Holds(archive) || (dataset.Fetches(archive) && !isOfAnotherEdition))).ToList();
        var partNames = dataset.Archives.SelectMany(archive => archive.Parts).ToHashSet();
        var loose = dataset.Files.Where(file => !partNames.Contains(file.Name) && !File.Exists(folder.PathOf(file.Name))).ToList();
        if (archives.Count == 0 && loose.Count == 0) return DownloadOutcome.AlreadyThere;

        folder.RequireOneEdition();
        say(LicenceOf(dataset));
        DiskSpace.Require(NeededBytes(folder, archives), availableBytes(root), root);
        using var held = folder.Hold();
        foreach (var file in loose) await downloader.FetchAsync(file, folder.PathOf(file.Name), progress, cancelled);
        foreach (var archive in archives) await BringAsync(dataset, archive, folder, cancelled);
        return DownloadOutcome.Fetched;
    }

    private async Task BringAsync(DatasetSource dataset, OfficialArchive archive, DatasetFolder folder, CancellationToken cancelled)
    {
        foreach (var part in archive.Parts)
        {
            if (File.Exists(folder.PathOf(part)))
            {
                folder.Verify(part, cancelled);
                continue;
            }
            await downloader.FetchAsync(dataset.Files.Single(file => file.Name == part), folder.PathOf(part), progress, cancelled);
            folder.AddFetched(part);
        }
        say($"{dataset.Name}: unpacking {archive.Name}");
        try
        {
            folder.Unpack(archive, cancelled);
        }
        catch (DatasetException fault) when (fault.RefusesContent)
        {
            folder.RemoveFetched(archive); // else the next call would find the same bad bytes
            throw;
        }
    }

    /// <summary>One archive after the other is fetched, unpacked and removed: there is never more than one of them beside the content.</summary>
    private static long NeededBytes(DatasetFolder folder, List<OfficialArchive> archives) =>
        archives.Sum(archive => archive.UnpackedBytes) + archives.Select(folder.BytesToGet).DefaultIfEmpty().Max();

    private DownloadOutcome CheckByHand(DatasetSource dataset, string root, CancellationToken cancelled)
    {
        if (Directory.Exists(root)) OfficialArchives.Prepare(dataset, root, availableBytes, say, cancelled);
        var missing = dataset.Expected.Where(name => !Path.Exists(Path.Join(root, name))).ToList();
        if (missing.Count == 0) return DownloadOutcome.AlreadyThere;

        say(LicenceOf(dataset));
        say($"{dataset.ByHand}\n  folder: {root}\n  missing there: {string.Join(", ", missing)}");
        return DownloadOutcome.Incomplete;
    }
}
