using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official.VoxForge;

namespace Hares.Ingest.Download;

/// <summary>Fetches a dataset that comes as a list of thousands of small archives, several at once, and unpacks each as it arrives.</summary>
internal sealed class SubmissionDownload(
    Downloader downloader, Func<string, long> availableBytes, Action<string> say, Action<TransferProgress> progress)
{
    private const int AtOnce = 4;

    /// <summary>
    /// A server to which so many transfers in a row fail is down, and is not asked for the thousands behind them. That a submission is gone is an
    /// answer: those stand together at the front of every later call.
    /// </summary>
    private const int MostFailuresInARow = 20;
    private const int MostShown = 3;

    /// <summary>
    /// 176,428 clips of 5.8 s, 16-bit at 16 kHz, in 13,837 submissions (counted in the nttcslab/eval-audio-repr project). An archive goes as soon as
    /// it is unpacked.
    /// </summary>
    private const long BytesOfSubmission = 2_400_000;

    private readonly List<string> _failures = [];
    private int _failuresInARow;
    private int _done;
    private long _bytes;

    /// <summary>The list is fetched once; one that is there is taken, so that a user may give a list of their own.</summary>
    public async Task<DownloadOutcome> RunAsync(DatasetSource dataset, RemoteFile list, DatasetFolder folder, CancellationToken cancelled)
    {
        using var held = folder.Hold();
        var listPath = folder.PathOf(list.Name);
        if (!File.Exists(listPath)) await downloader.FetchAsync(list, listPath, _ => { }, cancelled);
        var (listed, passedOver) = VoxForgeUrls.ReadList(listPath); // as the reader will in the end: what that refuses is not fetched
        var found = listed.Select(entry => (Submission: new Submission(entry.Language, entry.Name), entry.Url)).ToList();
        var missing = found.Where(entry => !Directory.Exists(folder.PathOf(entry.Submission.FolderPath))).ToList();
        if (missing.Count == 0) return DownloadOutcome.AlreadyThere;

        say(OfficialDownload.LicenceOf(dataset));
        var rest = passedOver > 0 ? $"; {passedOver:N0} lines of {list.Name} name no other" : "";
        say($"{dataset.Name}: {missing.Count:N0} of {found.Count:N0} submissions to get{rest}");
        DiskSpace.Require((missing.Count + AtOnce) * BytesOfSubmission, availableBytes(folder.Root), folder.Root);
        foreach (var language in Submission.Languages) Directory.CreateDirectory(folder.PathOf(language));
        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancelled },
            async (entry, token) => await BringAsync(entry.Submission, entry.Url, folder, missing.Count, token));
        if (_failures.Count == 0) return DownloadOutcome.Fetched;

        var shown = string.Join(' ', _failures.Take(MostShown));
        say($"{dataset.Name}: {_failures.Count:N0} of the submissions could not be had; the same command tries them again. {shown}");
        return DownloadOutcome.Incomplete;
    }

    private async Task BringAsync(Submission submission, Uri url, DatasetFolder folder, int total, CancellationToken cancelled)
    {
        var path = folder.PathOf(submission.ArchivePath);
        var isOurs = !File.Exists(path);
        try
        {
            if (isOurs) await downloader.FetchAsync(new RemoteFile { Name = submission.ArchivePath, Url = url }, path, _ => { }, cancelled);
            var bytes = new FileInfo(path).Length;
            submission.Unpack(folder, cancelled);
            Interlocked.Exchange(ref _failuresInARow, 0);
            var name = $"{Interlocked.Increment(ref _done):N0} of {total:N0} submissions";
            progress(new TransferProgress(name, Interlocked.Add(ref _bytes, bytes), TotalBytes: null));
        }
        catch (Exception fault) when (fault is DownloadException or DatasetException)
        {
            lock (_failures) _failures.Add(fault.Message);
            if (fault is not DownloadException { IsTransferFault: true }) Interlocked.Exchange(ref _failuresInARow, 0);
            else if (Interlocked.Increment(ref _failuresInARow) >= MostFailuresInARow)
                throw new DownloadException(
                    $"{MostFailuresInARow} submissions in a row could not be had, last: {fault.Message} The same command goes on from there.");
        }
        finally
        {
            if (isOurs) File.Delete(path);
        }
    }
}
