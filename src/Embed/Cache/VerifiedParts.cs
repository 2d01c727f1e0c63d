using System.Globalization;

namespace Hares.Embed.Cache;

/// <summary>
/// The parts of a folder that a run knows to be whole, each with its size and time of change, in a file beside them. <c>plan</c> takes a part that
/// still has both as whole, rather than read hundreds of gigabytes to look. Where the file is missing or says nothing of a part, the part is read.
/// </summary>
internal sealed class VerifiedParts
{
    private const string FileName = "_verified";
    private readonly HashSet<string> _lines;

    private VerifiedParts(IEnumerable<string> lines) => _lines = [.. lines];

    /// <summary>Trusts no part.</summary>
    public static VerifiedParts None { get; } = new([]);

    public static VerifiedParts Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? new(File.ReadLines(path)) : None;
    }

    public static void Write(string folder, IEnumerable<Part> parts) =>
        DurableFile.WriteText(Path.Combine(folder, FileName), string.Concat(parts.Select(part => Line(part.Path) + "\n")));

    public bool Contains(Part part) => _lines.Contains(Line(part.Path));

    private static string Line(string path)
    {
        var file = new FileInfo(path);
        return string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}");
    }
}
