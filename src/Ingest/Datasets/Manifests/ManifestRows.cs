using System.Globalization;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Manifests;

/// <summary>Turns the rows of a manifest into clips, and tells the table's faults what is wrong with them.</summary>
internal sealed class ManifestRows(string root, ManifestColumns columns, CsvTable table)
{
    private const int MaxIdChars = 8192;

    private static readonly string[] Splits = ["train", "valid", "test"];

    private readonly LabelColumnBuilder[] _labels = [.. columns.Labels.Select(i => new LabelColumnBuilder(table.Header[i]))];
    private readonly TextSet _stretches = new(); // stays empty where every clip is a whole file with its path for an id, which the clips hold
    private readonly bool _hasStretches = columns.Id >= 0 || columns.Start >= 0;
    private readonly List<int> _stretchLines = [], _clipLines = [];
    private readonly HashSet<string> _folds = [];

    public string Root { get; } = root;

    public ClipList Clips { get; } = new(root);

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
        else AddStretch(path, start, duration);
    }

    private void AddStretch(string path, double? start, double? duration)
    {
        var named = start is null && duration is null ? path : string.Create(CultureInfo.InvariantCulture, $"{path}#{start ?? 0}+{duration}");
        var stretch = start is null or 0 && duration is null ? path : named; // no start is the start at 0
        if (_hasStretches && !_stretches.TryAdd(stretch, out var earlier))
        {
            table.Faults.Add(table.Line, $"repeats the clip \"{stretch}\" of line {_stretchLines[earlier]}.");
            if (columns.Id < 0) return;
        }
        else if (_hasStretches) _stretchLines.Add(table.Line);
        AddClip(columns.Id < 0 ? named : Id(), path, start, duration);
    }

    private void AddClip(string id, string path, double? start, double? duration)
    {
        if (id.Length > MaxIdChars) table.Faults.Add(table.Line, $"has an id of {id.Length:N0} characters; the limit is {MaxIdChars:N0}.");
        else if (Clips.TryAdd(id, path, start ?? 0, duration, out var earlier)) _clipLines.Add(table.Line);
        else if (!string.IsNullOrWhiteSpace(id))
            table.Faults.Add(table.Line, $"repeats the {(columns.Id < 0 ? "clip" : "id")} \"{id}\" of line {_clipLines[earlier]}.");
    }

    private string Id()
    {
        var id = table[columns.Id].ToString();
        if (string.IsNullOrWhiteSpace(id)) table.Faults.Add(table.Line, "has an empty id.");
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
