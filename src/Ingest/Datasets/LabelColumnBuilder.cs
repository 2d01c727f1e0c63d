using System.Globalization;

namespace Hares.Ingest.Datasets;

/// <summary>Gathers a label column cell by cell. Each distinct cell is split into classes once, and clips with equal cells share one array.</summary>
internal sealed class LabelColumnBuilder(string name)
{
    private readonly Dictionary<string, int> _cellNumbers = [];
    private readonly List<string> _cells = [];
    private readonly List<int> _clipCells = [];

    /// <summary>Adds the next clip's classes, separated by semicolons.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        var numbers = _cellNumbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!numbers.TryGetValue(cell, out var number))
        {
            number = _cells.Count;
            _cells.Add(cell.ToString());
            _cellNumbers.Add(_cells[number], number);
        }
        _clipCells.Add(number);
    }

    /// <summary>The column, its classes in ascending order: by value where all are whole numbers, by code point otherwise.</summary>
    public LabelColumn Build()
    {
        var cells = _cells.ConvertAll(Split);
        string[] classes = [.. cells.SelectMany(names => names).Distinct()];
        Array.Sort(classes, classes.All(IsWholeNumber) ? ByValue : string.CompareOrdinal);

        var places = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
        var values = cells.ConvertAll(names => names.Select(name => places[name]).Order().ToArray());
        return new LabelColumn(name, classes, _clipCells.ConvertAll(number => values[number]));
    }

    private static string[] Split(string cell) =>
        [.. cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static bool IsWholeNumber(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static int ByValue(string a, string b)
    {
        var order = long.Parse(a, CultureInfo.InvariantCulture).CompareTo(long.Parse(b, CultureInfo.InvariantCulture));
        return order != 0 ? order : string.CompareOrdinal(a, b);
    }
}
