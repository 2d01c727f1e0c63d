using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.MagnaTagATune;

/// <summary>Turns the rows of annotations_final.csv into clips, and tells the table's faults what is wrong with them.</summary>
internal sealed class MagnaTagATuneRows
{
    /// <summary>
    /// One file that is not there and two that are corrupted, which the published split leaves out (jordipons/musicnn-training,
    /// aux/mtt/partition_gt.py).
    /// </summary>
    private static readonly string[] Unusable = ["35644", "55753", "57881"];

    private readonly string _below;
    private readonly CsvTable _table;
    private readonly AudioFolder _audio;
    private readonly int _id, _path;
    private readonly int[] _tagColumns;
    private readonly HashSet<string> _ids = [], _paths = [];

    public MagnaTagATuneRows(string root, string below, CsvTable table, IReadOnlyList<string> tags, AudioFolder audio)
    {
        (_below, _table, _audio) = (below, table, audio);
        (_id, _path) = (table.IndexOf("clip_id"), table.IndexOf("mp3_path"));
        _tagColumns = [.. tags.Select(table.IndexOf)];
        if (_id < 0 || _path < 0) table.Faults.Add(1, "must have the columns clip_id and mp3_path, with tabs between.");
        else
            foreach (var tag in tags.Where(tag => table.IndexOf(tag) < 0)) table.Faults.Add(1, $"has no column \"{tag}\".");
        table.Faults.ThrowIfAny();
        Clips = new ClipList(root);
    }

    public ClipList Clips { get; }

    public List<string> Partitions { get; } = [];

    public List<int[]> Tags { get; } = [];

    /// <summary>Adds the table's current row.</summary>
    public void Add()
    {
        var (id, file) = (_table[_id].ToString(), _table[_path].ToString());
        if (ClipPath.Fault(file) is { } fault) _table.Faults.Add(_table.Line, fault);
        else if (!_paths.Add(file)) _table.Faults.Add(_table.Line, $"repeats the file \"{file}\".");
        if (!_ids.Add(id)) _table.Faults.Add(_table.Line, $"repeats the clip id \"{id}\".");

        var partition = Partition(file);
        int[] tags = [.. Enumerable.Range(0, _tagColumns.Length).Where(HasTag)];
        var path = _below.Length == 0 ? file : $"{_below}/{file}";
        if (Unusable.Contains(id)) _audio.PassOver(path);
        else if (!_table.Faults.Any && _audio.Claim(path))
        {
            Clips.TryAdd(path);
            Partitions.Add(partition);
            Tags.Add(tags);
        }
    }

    private string Partition(string file)
    {
        if (file is [var folder, '/', ..] && char.IsAsciiHexDigitLower(folder))
            return folder switch { 'c' => "valid", >= 'd' => "test", _ => "train" };
        _table.Faults.Add(_table.Line, $"has the file \"{file}\"; files are in the folders 0 to f.");
        return "";
    }

    private bool HasTag(int tag)
    {
        var cell = _table[_tagColumns[tag]];
        if (cell is not ("0" or "1")) _table.Faults.Add(_table.Line, $"has \"{cell}\" under {_table.Header[_tagColumns[tag]]}; it must be 0 or 1.");
        return cell is "1";
    }
}
