using Hares.Ingest.Datasets;
using Hares.Ingest.Datasets.Official.VoxForge;

namespace Hares.Ingest.Download;

/// <summary>A list of addresses of submissions, one a line. It is not trusted: only names that stay in their folder are taken.</summary>
internal static class SubmissionList
{
    private const long MaxBytes = 32 << 20;

    /// <returns>The submissions of the task's languages with their addresses, each once, and how many lines meant none.</returns>
    /// <exception cref="DatasetException">The list is too large, or holds no submission at all.</exception>
    public static (List<(Submission Submission, Uri Url)> Found, int Skipped) Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new DatasetException($"'{path}' has more than {MaxBytes:N0} bytes; that is no list of submissions.");
        var lines = File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        var found = lines.Select(ListedSubmission.Parse).OfType<ListedSubmission>().Where(listed => listed.IsOfTask)
            .Select(listed => (Submission: new Submission(listed.Language, listed.Name), listed.Url)).DistinctBy(entry => entry.Submission).ToList();
        if (found.Count == 0)
            throw new DatasetException(
                $"'{path}' lists no submission; a line is an address like host/downloads/de/Trunk/Audio/Main/16kHz_16bit/name.tgz.");
        return (found, lines.Count - found.Count);
    }
}
