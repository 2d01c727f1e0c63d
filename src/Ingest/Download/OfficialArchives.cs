using Hares.Ingest.Datasets;

namespace Hares.Ingest.Download;

/// <summary>Unpacks the owners' archives that lie in a dataset's folder, so that nobody has to do it by hand.</summary>
public static class OfficialArchives
{
    /// <summary>
    /// Unpacks what is not unpacked yet, each archive compared with its published checksum before, where there is one. The archives stay, but for
    /// such as an interrupted download had brought.
    /// Nothing happens, and little is looked at, when all is unpacked, when there is no archive, and for datasets that are not official. Archives of
    /// other names than the owners' are told of, and left alone.
    /// </summary>
    /// <param name="name">The dataset's name.</param>
    /// <param name="root">The dataset's folder; need not exist.</param>
    /// <param name="say">Is told of every archive that is unpacked or of no use, in a line.</param>
    /// <param name="cancelled">Ends the call; what is whole stays, and the next call goes on from there.</param>
    /// <exception cref="DatasetException">
    /// An archive is damaged, hostile, or not what its owners published; or the folder cannot be written, or has no room.
    /// </exception>
    public static void Prepare(string name, string root, Action<string> say, CancellationToken cancelled)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(say);
        if (SourceCatalogue.Find(name) is { } dataset && Directory.Exists(root))
            Prepare(dataset, root, DiskSpace.AvailableBytes, say, cancelled);
    }

    /// <summary>How many archives <see cref="Prepare(string, string, Action{string}, CancellationToken)"/> would unpack. Changes nothing.</summary>
    /// <param name="name">The dataset's name; one that is not official has none.</param>
    /// <param name="root">The dataset's folder; need not exist.</param>
    public static int Waiting(string name, string root)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (SourceCatalogue.Find(name) is not { } dataset || !Directory.Exists(root)) return 0;
        return new DatasetFolder(dataset, root).Waiting().Count + (dataset.SubmissionList is null ? 0 : Submission.Waiting(root).Count);
    }

    internal static void Prepare(
        DatasetSource dataset, string root, Func<string, long> availableBytes, Action<string> say, CancellationToken cancelled)
    {
        var folder = new DatasetFolder(dataset, root);
        try
        {
            Prepare(dataset, folder, availableBytes, say, cancelled);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw folder.Explain(fault);
        }
        catch (AggregateException faults) when (faults.InnerException is IOException or UnauthorizedAccessException)
        {
            throw folder.Explain(faults.InnerException);
        }
    }

    private static void Prepare(
        DatasetSource dataset, DatasetFolder folder, Func<string, long> availableBytes, Action<string> say, CancellationToken cancelled)
    {
        folder.TellUnknown(say);
        var archives = folder.Waiting();
        var submissions = dataset.SubmissionList is null ? [] : Submission.Waiting(folder.Root);
        if (archives.Count == 0 && submissions.Count == 0) return;

        folder.RequireOneEdition();
        if (DiskSpace.Lack(archives.Sum(folder.UnpackedBytes), availableBytes(folder.Root), folder.Root) is { } lack)
            throw new DatasetException($"{dataset.Name}: its archives cannot be unpacked. {lack}");
        using var held = folder.Hold();
        foreach (var archive in archives)
        {
            say($"{dataset.Name}: unpacking {archive.Name}");
            foreach (var part in archive.Parts) folder.Verify(part, cancelled);
            folder.Unpack(archive, cancelled);
        }
        if (submissions.Count > 0) Unpack(submissions, folder, say, cancelled);
    }

    /// <summary>One bad submission among thousands does not keep the others packed; they are named together at the end.</summary>
    private static void Unpack(List<Submission> submissions, DatasetFolder folder, Action<string> say, CancellationToken cancelled)
    {
        const int mostShown = 3;
        say($"voxforge: unpacking {submissions.Count:N0} submissions");
        var faults = new List<string>();
        var atOnce = new ParallelOptions { CancellationToken = cancelled, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(submissions, atOnce, submission =>
        {
            try
            {
                submission.Unpack(folder, cancelled);
            }
            catch (DatasetException fault)
            {
                lock (faults) faults.Add(fault.Message);
            }
        });
        if (faults.Count == 0) return;
        throw new DatasetException(
            $"{faults.Count:N0} of {submissions.Count:N0} submissions in '{folder.Root}' cannot be unpacked; remove them or get them again. "
            + string.Join(' ', faults.Order(StringComparer.Ordinal).Take(mostShown)));
    }
}
