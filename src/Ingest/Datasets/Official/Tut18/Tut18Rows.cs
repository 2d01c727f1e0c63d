using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.Tut18;

/// <summary>Turns the rows of meta.csv into clips, and tells the table's faults what is wrong with them.</summary>
internal sealed class Tut18Rows
{
    private readonly CsvTable _table;
    private readonly string[] _scenes;
    private readonly Tut18Fold _train, _test;
    private readonly AudioFolder _audio;
    private readonly int _filename, _scene;
    private readonly HashSet<string> _named = [];

    public Tut18Rows(string root, CsvTable table, string[] scenes, Tut18Fold train, Tut18Fold test, AudioFolder audio)
    {
        (_table, _scenes, _train, _test, _audio) = (table, scenes, train, test, audio);
        (_filename, _scene) = (table.IndexOf("filename"), table.IndexOf("scene_label"));
        if (_filename < 0 || _scene < 0) table.Faults.Add(1, "must have the columns filename and scene_label, with tabs between.");
        table.Faults.ThrowIfAny();
        Clips = new ClipList(root);
        Scene = new ClassColumnBuilder("scene", scenes);
    }

    public ClipList Clips { get; }

    public List<string> Partitions { get; } = [];

    public ClassColumnBuilder Scene { get; }

    /// <summary>Clips whose file names begin with another scene than they are given.</summary>
    public ClipTally Mislabelled { get; private set; } = ClipTally.None;

    /// <summary>Adds the table's current row.</summary>
    public void Add()
    {
        var (file, scene) = (_table[_filename].ToString(), _table[_scene].ToString());
        var place = Array.IndexOf(_scenes, scene);
        if (!_named.Add(file)) _table.Faults.Add(_table.Line, $"repeats the file \"{file}\".");
        else if (ClipPath.Fault(file) is { } fault) _table.Faults.Add(_table.Line, fault);
        if (place < 0) _table.Faults.Add(_table.Line, $"has the scene \"{scene}\"; the scenes are {string.Join(", ", _scenes)}.");

        var partition = Partition(file, scene);
        if (_table.Faults.Any || !_audio.Claim(file)) return;
        Clips.TryAdd(file);
        Partitions.Add(partition);
        Scene.Add(place);
        if (!Path.GetFileName(file.AsSpan()).StartsWith($"{scene}-")) Mislabelled = Mislabelled.With(file);
    }

    /// <summary>Notes the files of the fold that no row named.</summary>
    public void AddUnnamed()
    {
        foreach (var fold in new[] { _train, _test })
            foreach (var file in fold.Scenes.Keys.Where(file => !_named.Contains(file)))
                _table.Faults.Add(0, $"does not name \"{file}\", which {fold.FileName} does; is it cut off?");
    }

    private string Partition(string file, string scene)
    {
        var (inTrain, inTest) = (_train.Scenes.TryGetValue(file, out var trained), _test.Scenes.TryGetValue(file, out var tested));
        if (inTrain && inTest) _table.Faults.Add(_table.Line, $"names \"{file}\", which is in both {_train.FileName} and {_test.FileName}.");
        else if (!inTrain && !inTest)
            _table.Faults.Add(_table.Line, $"names \"{file}\", which is in neither {_train.FileName} nor {_test.FileName}.");
        else if ((trained ?? tested) != scene)
            _table.Faults.Add(
                _table.Line,
                $"gives \"{file}\" the scene {scene}; {(inTrain ? _train : _test).FileName} gives it {trained ?? tested}.");
        return inTrain ? "train" : "test";
    }
}
