namespace Hares.Ingest.Datasets.Official.VoxForge;

/// <summary>
/// A line of a list of VoxForge's archives, with or without <c>http://</c> and quotes:
/// <c>.../&lt;language&gt;/Trunk/Audio/.../&lt;name&gt;.tgz</c>, escaped where an address must be.
/// </summary>
internal sealed record ListedSubmission(Uri Url, string Language, string Name)
{
    private const string FolderAfterLanguage = "Trunk", Extension = ".tgz";
    private const int MaxNameChars = 200;

    /// <summary>Whether its language is one of the task's six; lists of the whole site have others.</summary>
    public bool IsOfTask => VoxForgeLayout.Languages.Contains(Language);

    /// <summary>What a line means; null where it is no such address, or where the name would not stay a name on disk.</summary>
    public static ListedSubmission? Parse(string line)
    {
        var address = line.Trim(' ', '\t', '"', '\'');
        if (!Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")) return null;
        var parts = url.AbsolutePath.Split('/').Select(Uri.UnescapeDataString).ToArray();
        var language = parts.ElementAtOrDefault(Array.IndexOf(parts, FolderAfterLanguage) - 1);
        if (language is not { Length: > 0 } || !parts[^1].EndsWith(Extension, StringComparison.Ordinal)) return null;
        var name = parts[^1][..^Extension.Length];
        return IsPlain(name) ? new ListedSubmission(url, language, name) : null;
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and < MaxNameChars && name[0] != '.' && !name.Any(letter => letter is '/' or '\\' || char.IsControl(letter));
}
