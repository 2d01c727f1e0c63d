using System.Globalization;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.Esc50;

/// <summary>Turns the rows of esc50.csv into clips, and tells the table's faults what is wrong with them.</summary>
internal sealed class Esc50Rows(string root, CsvTable table, AudioFolder audio)
{
    private const int MaxFold = 5;
    private const int MaxTarget = 49;

    private readonly int _filename = table.IndexOf("filename"), _fold = table.IndexOf("fold");
    private readonly int _target = table.IndexOf("target"), _category = table.IndexOf("category");
    private readonly Dictionary<string, int> _fileLines = [], _targets = [];
    private readonly SortedDictionary<int, string> _categories = [];
    private readonly List<int> _clipTargets = [];

    public List<Clip> Clips { get; } = [];

    public List<string> Folds { get; } = [];

    /// <summary>Clips whose file names tell another fold or target than they are given.</summary>
    public ClipTally Mislabelled { get; private set; } = ClipTally.None;

    /// <summary>Adds the table's current row.</summary>
    public void Add()
    {
        var file = table[_filename].ToString();
        if (file.Contains('/')) table.Faults.Add(table.Line, $"has the file name \"{file}\"; it must be a name in the folder audio.");
        else if (ClipPath.Fault(file) is { } fault) table.Faults.Add(table.Line, fault);
        else if (!_fileLines.TryAdd(file, table.Line)) table.Faults.Add(table.Line, $"repeats the file \"{file}\" of line {_fileLines[file]}.");
        var (fold, target) = (Number(_fold, "fold", 1, MaxFold), Target());
        if (!audio.Claim($"audio/{file}")) return;
        Clips.Add(new Clip($"audio/{file}", Path.Join(root, "audio", file)));
        Folds.Add(fold.ToString(CultureInfo.InvariantCulture));
        _clipTargets.Add(target);
        if (Contradicts(file, fold, target)) Mislabelled = Mislabelled.With($"audio/{file}");
    }

    public LabelColumn Category()
    {
        var values = new Dictionary<int, int[]>();
        var heard = _clipTargets.ToHashSet();
        foreach (var target in _categories.Keys.Where(heard.Contains)) values.Add(target, [values.Count]);
        return new LabelColumn("category", [.. values.Keys.Select(target => _categories[target])], _clipTargets.ConvertAll(target => values[target]));
    }

    /// <summary>The author names files fold-recording-take-target, as in 1-100032-A-0.wav; a name of another form tells nothing.</summary>
    private static bool Contradicts(string file, int fold, int target) =>
        Path.GetFileNameWithoutExtension(file).Split('-') is [var namedFold, _, _, var namedTarget]
        && int.TryParse(namedFold, NumberStyles.None, CultureInfo.InvariantCulture, out var ofFold)
        && int.TryParse(namedTarget, NumberStyles.None, CultureInfo.InvariantCulture, out var ofTarget)
        && (ofFold, ofTarget) != (fold, target);

    private int Target()
    {
        var target = Number(_target, "target", 0, MaxTarget);
        var category = table[_category].ToString();
        if (category.Length == 0) table.Faults.Add(table.Line, "has an empty category.");
        if (target < 0 || category.Length == 0) return target;

        if (!_categories.TryAdd(target, category) && _categories[target] != category)
            table.Faults.Add(table.Line, $"calls target {target} \"{category}\"; an earlier line calls it \"{_categories[target]}\".");
        else if (!_targets.TryAdd(category, target) && _targets[category] != target)
            table.Faults.Add(table.Line, $"gives \"{category}\" the target {target}; an earlier line gives it {_targets[category]}.");
        return target;
    }

    private int Number(int column, string name, int min, int max)
    {
        var cell = table[column];
        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max) return value;
        table.Faults.Add(table.Line, $"has the {name} \"{cell}\"; it must be a whole number from {min} to {max}.");
        return -1;
    }
}
