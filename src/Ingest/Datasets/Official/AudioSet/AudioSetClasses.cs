using System.Globalization;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.AudioSet;

/// <summary>The classes of class_labels_indices.csv (index, mid, display_name): a class is its index.</summary>
internal sealed class AudioSetClasses
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<string> _names = [];
    private readonly TextSet _cells = new();
    private readonly List<int[]> _cellPlaces = [];

    /// <summary>Display names by index.</summary>
    public IReadOnlyList<string> Names => _names;

    public static AudioSetClasses Read(string path)
    {
        using var table = CsvTable.Open(path);
        int index = table.IndexOf("index"), mid = table.IndexOf("mid"), name = table.IndexOf("display_name");
        if (index < 0 || mid < 0 || name < 0) table.Faults.Add(1, "must have the columns index, mid and display_name.");
        table.Faults.ThrowIfAny();

        var classes = new AudioSetClasses();
        while (table.Read())
        {
            var expected = classes._names.Count.ToString(CultureInfo.InvariantCulture);
            if (!table[index].SequenceEqual(expected)) table.Faults.Add(table.Line, $"has the index \"{table[index]}\" where {expected} is due.");
            if (!classes._places.TryAdd(table[mid].ToString(), classes._names.Count))
                table.Faults.Add(table.Line, $"repeats the label \"{table[mid]}\".");
            classes._names.Add(table[name].ToString());
        }
        if (classes._names.Count == 0) table.Faults.Add(0, "has a header but no classes.");
        table.Faults.ThrowIfAny();
        return classes;
    }

    /// <summary>
    /// The classes of comma-joined mids, ascending; clips with equal labels share one array. Null when one is unknown, and then
    /// <paramref name="unknown"/> is it.
    /// </summary>
    public int[]? Find(ReadOnlySpan<char> mids, out string unknown)
    {
        unknown = "";
        if (_cells.Find(mids) is >= 0 and var cell) return _cellPlaces[cell];

        var places = new SortedSet<int>();
        foreach (var mid in mids.ToString().Split(','))
        {
            if (!_places.TryGetValue(mid, out var place))
            {
                unknown = mid;
                return null;
            }
            places.Add(place);
        }
        _cells.TryAdd(mids, out _);
        _cellPlaces.Add([.. places]);
        return _cellPlaces[^1];
    }
}
