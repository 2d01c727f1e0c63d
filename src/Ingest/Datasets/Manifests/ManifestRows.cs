using System.Globalization;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Manifests;

/// <summary>Turns the rows of a manifest into clips, and tells the table's faults what is wrong with them.</summary>
internal sealed class ManifestRows(string root, ManifestColumns columns, CsvTable table)
{
    private static readonly string[] Splits = ["train", "valid", "test"];

    private readonly LabelColumnBuilder[] _labels = [.. columns.Labels.Select(i => new LabelColumnBuilder(table.Header[i]))];
    private readonly Dictionary<string, int> _stretchLines = [], _idLines = [];
    private readonly HashSet<string> _folds = [];

    public string Root { get; } = root;

    public List<Clip> Clips { get; } = [];

    public List<string> Partitions { get; } = [];

    public IEnumerable<LabelColumn> Labels => _labels.Select(label => label.Build());

    /// <summary>Adds the table's current row.</summary>
    public void Add()
    {
        var path = table[columns.Path].ToString();
        var start = Seconds(columns.Start, "start", atLeast: 0);
        var duration = Seconds(columns.Duration, "duration", atLeast: double.Epsilon);
        Partitions.Add(Partition());
        for (var i = 0; i < _labels.Length; i++) _labels[i].Add(table[columns.Labels[i]]);

        if (ClipPath.Fault(path) is { } fault) table.Faults.Add(table.Line, fault);
        else AddClip(path, start, duration);
    }

    private void AddClip(string path, double? start, double? duration)
    {
        var stretch = start is null && duration is null ? path : string.Create(CultureInfo.InvariantCulture, $"{path}#{start ?? 0}+{duration}");
        if (!_stretchLines.TryAdd(stretch, table.Line))
            table.Faults.Add(table.Line, $"repeats the clip \"{stretch}\" of line {_stretchLines[stretch]}.");
        Clips.Add(new Clip(columns.Id < 0 ? stretch : Id(), Path.Join(Root, path), start ?? 0, duration));
    }

    private string Id()
    {
        var id = table[columns.Id].ToString();
        if (string.IsNullOrWhiteSpace(id)) table.Faults.Add(table.Line, "has an empty id.");
        else if (!_idLines.TryAdd(id, table.Line)) table.Faults.Add(table.Line, $"repeats the id \"{id}\" of line {_idLines[id]}.");
        return id;
    }

    private string Partition()
    {
        var cell = table[columns.Partition];
        if (columns.HasFolds) return Fold(cell);
        foreach (var split in Splits)
            if (cell.SequenceEqual(split)) return split;
        var hint = NearestName.Find(cell.ToString(), Splits) is { } near ? $" (is it \"{near}\"?)" : "";
        table.Faults.Add(table.Line, $"has the split \"{cell}\"; the splits are train, valid and test{hint}.");
        return "";
    }

    private string Fold(ReadOnlySpan<char> cell)
    {
        if (cell.IsWhiteSpace()) table.Faults.Add(table.Line, "has an empty fold.");
        var folds = _folds.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!folds.TryGetValue(cell, out var fold)) _folds.Add(fold = cell.ToString());
        return fold;
    }

    private double? Seconds(int column, string name, double atLeast)
    {
        if (column < 0 || table[column].IsWhiteSpace()) return null;
        if (double.TryParse(table[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            && seconds >= atLeast)
            return seconds;
        table.Faults.Add(table.Line, $"has the {name} \"{table[column]}\"; it must be seconds {(atLeast == 0 ? "from 0" : "above 0")}.");
        return null;
    }
}
