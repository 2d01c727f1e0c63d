using Hares.Ingest.Datasets;

namespace Hares.Ingest.Download;

/// <summary>
/// A list of addresses of submissions, one a line, with or without <c>http://</c> and quotes:
/// <c>.../&lt;language&gt;/Trunk/Audio/.../&lt;name&gt;.tgz</c>. The list is not trusted: only names that stay in their folder are taken.
/// </summary>
internal static class SubmissionList
{
    private const long MaxBytes = 32 << 20;
    private const string FolderAfterLanguage = "Trunk";

    /// <returns>The submissions with their addresses, each once, and how many lines meant none.</returns>
    /// <exception cref="DatasetException">The list is too large, or holds no submission at all.</exception>
    public static (List<(Submission Submission, Uri Url)> Found, int Skipped) Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new DatasetException($"'{path}' has more than {MaxBytes:N0} bytes; that is no list of submissions.");
        var lines = File.ReadLines(path).Select(line => line.Trim(' ', '\t', '"', '\'')).Where(line => line.Length > 0).ToList();
        var found = lines.Select(Parse).OfType<(Submission Submission, Uri Url)>().DistinctBy(entry => entry.Submission).ToList();
        if (found.Count == 0)
            throw new DatasetException(
                $"'{path}' lists no submission; a line is an address like host/downloads/de/Trunk/Audio/Main/16kHz_16bit/name.tgz.");
        return (found, lines.Count - found.Count);
    }

    private static (Submission Submission, Uri Url)? Parse(string line)
    {
        if (!Uri.TryCreate(line.Contains("://", StringComparison.Ordinal) ? line : "http://" + line, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")) return null;
        var parts = url.AbsolutePath.Split('/').Select(Uri.UnescapeDataString).ToArray();
        var language = parts.ElementAtOrDefault(Array.IndexOf(parts, FolderAfterLanguage) - 1);
        if (!Submission.Languages.Contains(language) || !parts[^1].EndsWith(Submission.Extension, StringComparison.Ordinal)) return null;
        var name = parts[^1][..^Submission.Extension.Length];
        return IsPlain(name) ? (new Submission(language!, name), url) : null;
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and < 200 && name[0] != '.'
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or '+' or ' ');
}
