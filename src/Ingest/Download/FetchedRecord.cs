using System.Globalization;

namespace Hares.Ingest.Download;

/// <summary>
/// Which archives in a dataset's folder a download brought, in a file of the folder: a line of size, time and name for each. One of another size or
/// time is the user's, as is every archive that is not named.
/// </summary>
internal sealed class FetchedRecord(string root)
{
    private const string FileName = ".hares-fetched";

    private readonly string _path = Path.Join(root, FileName);

    public bool Has(string name) => File.Exists(Path.Join(root, name)) && Lines().Contains(Line(name));

    public void Add(string name) => File.AppendAllLines(_path, [Line(name)]);

    /// <summary>Deletes those of the files that a download brought.</summary>
    public void Remove(IEnumerable<string> names)
    {
        var ours = names.Where(Has).ToList();
        if (ours.Count == 0) return;
        ours.ForEach(name => File.Delete(Path.Join(root, name)));
        var rest = Lines().Where(line => !ours.Exists(name => line.EndsWith(' ' + name, StringComparison.Ordinal))).ToList();
        if (rest.Count == 0) File.Delete(_path);
        else File.WriteAllLines(_path, rest);
    }

    private List<string> Lines() => File.Exists(_path) ? [.. File.ReadLines(_path)] : [];

    private string Line(string name)
    {
        var file = new FileInfo(Path.Join(root, name));
        return string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks} {name}");
    }
}
