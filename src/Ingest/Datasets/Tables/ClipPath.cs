namespace Hares.Ingest.Datasets.Tables;

/// <summary>The rule for paths in metadata, which nobody should need to trust: relative, and inside the metadata's folder.</summary>
internal static class ClipPath
{
    private const int MaxChars = 4096;

    /// <summary>A sentence on what is wrong with a path, or null.</summary>
    public static string? Fault(string path) => path switch
    {
        "" => "has an empty path.",
        { Length: > MaxChars } => $"has a path of {path.Length:N0} characters; the limit is {MaxChars:N0}.",
        _ when path.AsSpan().ContainsAnyInRange('\0', '\u001f') => "has a path with a control character in it.",
        _ when path.Contains('\\') => $"has the path \"{path}\"; write it with forward slashes.",
        _ when path[0] == '/' || HasDrive(path)
            => $"has the absolute path \"{path}\"; paths are relative to the dataset's folder and stay inside it.",
        _ when HasOddPart(path) =>
            $"has the path \"{path}\"; paths stay inside the dataset's folder, without \"..\", \".\" or empty parts.",
        _ => null,
    };

    private static bool HasOddPart(ReadOnlySpan<char> path)
    {
        foreach (var part in path.Split('/'))
            if (path[part] is "" or "." or "..") return true;
        return false;
    }

    private static bool HasDrive(string path) => path is [var letter, ':', ..] && char.IsAsciiLetter(letter);
}
