using System.Text;

namespace Hares.Ingest.Archives;

/// <summary>The rule for names in an archive, which nobody should need to trust: relative, and inside the target folder.</summary>
internal static class EntryName
{
    private const int MaxNameChars = 4096;
    private const int MaxPartBytes = 255;
    private const int MaxShownChars = 120;

    /// <summary>The folders and the file that a name means, without "." and doubled slashes; empty for the archive's own root.</summary>
    /// <exception cref="RefusedArchiveException">The name would leave the target folder, or no file system could hold it.</exception>
    public static string[] Parts(string name)
    {
        if (Fault(name) is { } fault) throw new RefusedArchiveException($"has the entry {Quoted(name)}, {fault}");

        var parts = Array.FindAll(name.Split('/'), part => part is not ("" or "."));
        if (parts.Contains("..")) throw new RefusedArchiveException($"has the entry {Quoted(name)}, which leaves the folder through \"..\"");
        if (Array.Exists(parts, part => Encoding.UTF8.GetByteCount(part) > MaxPartBytes))
            throw new RefusedArchiveException($"has the entry {Quoted(name)}, a name longer than the {MaxPartBytes} bytes of file systems");
        return parts;
    }

    /// <summary>Whether it is what macOS adds beside the files: their icons and flags, under names that nothing of a dataset has.</summary>
    public static bool IsOfMacOs(string name)
    {
        var file = name.AsSpan(name.LastIndexOf('/') + 1);
        return name.StartsWith("__MACOSX/", StringComparison.Ordinal) || file.StartsWith("._") || file is ".DS_Store";
    }

    /// <summary>A name fit for a message: in quotes, short, without control characters.</summary>
    public static string Quoted(string name)
    {
        var shown = name.Length > MaxShownChars ? name[..MaxShownChars] + "..." : name;
        return $"\"{string.Concat(shown.Select(letter => char.IsControl(letter) ? '?' : letter))}\"";
    }

    private static string? Fault(string name) => name switch
    {
        "" => "which has no name",
        { Length: > MaxNameChars } => $"a name of more than {MaxNameChars:N0} characters",
        _ when name.Any(char.IsControl) => "which has a control character in its name",
        _ when name.Contains('\\') => "which has a backslash in its name",
        _ when name[0] == '/' || name is [var letter, ':', ..] && char.IsAsciiLetter(letter) => "an absolute path",
        _ => null,
    };
}
