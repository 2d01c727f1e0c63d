using Hares.Ingest.Clips;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.FluentSpeechCommands;

/// <summary>Turns the rows of the three CSV files into clips, and tells each table's faults what is wrong with them.</summary>
internal sealed class FluentRows(string root, AudioFolder audio)
{
    private readonly Dictionary<string, (string File, int Line)> _places = [];
    private readonly Dictionary<(string, string, string), string> _intents = [];
    private readonly LabelColumnBuilder[] _slots = [.. FluentSlot.All.Select(slot => new LabelColumnBuilder(slot.Name))];
    private readonly LabelColumnBuilder _intent = new("intent");

    public List<Clip> Clips { get; } = [];

    public List<string> Splits { get; } = [];

    public Dictionary<string, LabelColumn> Labels => _slots.Append(_intent).Select(label => label.Build()).ToDictionary(label => label.Name);

    /// <exception cref="DatasetException">The file is missing or has faults.</exception>
    public void Add(string file, string split)
    {
        using var table = CsvTable.Open(Path.Join(root, file));
        var path = table.IndexOf("path");
        int[] columns = [.. FluentSlot.All.Select(slot => table.IndexOf(slot.Name))];
        foreach (var name in FluentSlot.All.Select(slot => slot.Name).Prepend("path").Where(name => table.IndexOf(name) < 0))
            table.Faults.Add(Math.Max(table.Line, 1), $"has no column \"{name}\".");
        table.Faults.ThrowIfAny();

        var before = _places.Count;
        while (table.Read()) AddRow(table, file, path, columns, split);
        if (_places.Count == before && !table.Faults.Any) table.Faults.Add(0, "has a header but no clips.");
        table.Faults.ThrowIfAny();
    }

    private void AddRow(CsvTable table, string file, int pathColumn, int[] columns, string split)
    {
        var path = table[pathColumn].ToString();
        if (ClipPath.Fault(path) is { } fault) table.Faults.Add(table.Line, fault);
        else if (!_places.TryAdd(path, (file, table.Line)))
            table.Faults.Add(table.Line, $"repeats the clip \"{path}\" of {_places[path].File}, line {_places[path].Line}.");

        if (Class(table, columns, 0) is not { } action
            || Class(table, columns, 1) is not { } item
            || Class(table, columns, 2) is not { } location)
            return;
        if (!audio.Claim(path)) return;
        Clips.Add(new Clip(path, Path.Join(root, path)));
        Splits.Add(split);
        _slots[0].Add(action);
        _slots[1].Add(item);
        _slots[2].Add(location);
        _intent.Add(Intent(action, item, location));
    }

    private static string? Class(CsvTable table, int[] columns, int slot)
    {
        var cell = table[columns[slot]];
        var (name, classes) = FluentSlot.All[slot];
        if (FluentSlot.All[slot].Find(cell) is { } known) return known;
        var hint = NearestName.Find(cell.ToString(), classes) is { } near ? $" (is it \"{near}\"?)" : "";
        table.Faults.Add(table.Line, $"has the {name} \"{cell}\"; that is none of the dataset's {classes.Count}{hint}.");
        return null;
    }

    private string Intent(string action, string item, string location)
    {
        if (!_intents.TryGetValue((action, item, location), out var intent))
            _intents.Add((action, item, location), intent = $"{action}/{item}/{location}");
        return intent;
    }
}
