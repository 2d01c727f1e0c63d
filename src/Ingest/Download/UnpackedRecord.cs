using System.Globalization;

namespace Hares.Ingest.Download;

/// <summary>
/// Which archives of a dataset have been unpacked, in a file of its folder: a line of size and name for each. Without the file, as in a folder
/// that was filled by hand, it is what the archives yield that tells.
/// </summary>
internal sealed class UnpackedRecord(string root)
{
    private const string FileName = ".hares-unpacked";

    private readonly string _path = Path.Join(root, FileName);

    /// <summary>Whether the archive's content is there, if the archive, where there is one, is still the same.</summary>
    public bool Has(OfficialArchive archive)
    {
        if (!File.Exists(_path)) return archive.IsFoundIn(root);
        var sizes = File.ReadLines(_path).Where(line => line.EndsWith(' ' + archive.Name)).Select(line => line.Split(' ')[0]).ToList();
        return sizes.Count > 0 && (SizeOf(archive) is not { } size || sizes[^1] == size);
    }

    /// <summary>
    /// Begins the file, with what had been unpacked by hand; before the first archive's content is moved to its place, since half of that would be taken
    /// for the whole after a kill.
    /// </summary>
    public void Begin(IEnumerable<OfficialArchive> all)
    {
        if (!File.Exists(_path)) File.WriteAllLines(_path, all.Where(Has).Select(Line).ToList());
    }

    public void Add(OfficialArchive archive) => File.AppendAllLines(_path, [Line(archive)]);

    private string Line(OfficialArchive archive) => $"{SizeOf(archive) ?? "-"} {archive.Name}";

    private string? SizeOf(OfficialArchive archive)
    {
        var parts = archive.Parts.Select(part => new FileInfo(Path.Join(root, part))).ToList();
        return parts.TrueForAll(part => part.Exists) ? parts.Sum(part => part.Length).ToString(CultureInfo.InvariantCulture) : null;
    }
}
