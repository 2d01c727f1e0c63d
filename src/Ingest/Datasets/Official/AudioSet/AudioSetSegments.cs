using System.Globalization;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.AudioSet;

/// <summary>
/// A segment list: lines that begin with # first, then "id, start, end, "labels"", with a blank after each comma, which is why no CSV reader will do.
/// </summary>
internal sealed class AudioSetSegments
{
    private const int IdChars = 11;
    private const int MaxLabelChars = 4096;

    private readonly TextSet _ids = new();
    private readonly List<int[]> _labels = [];

    public static AudioSetSegments Read(string path, AudioSetClasses classes)
    {
        using var lines = TextLines.Open(path);
        var segments = new AudioSetSegments();
        int? declared = null;
        while (lines.Read())
        {
            if (lines.Text[0] == '#') declared ??= DeclaredSegments(lines.Text);
            else if (segments.Fault(lines.Text, classes) is { } fault) lines.Faults.Add(lines.Line, fault);
        }
        if (segments._ids.Count == 0 && !lines.Faults.Any) lines.Faults.Add(0, "has no segments.");
        if (declared is { } due && due != segments._ids.Count && !lines.Faults.Any)
            lines.Faults.Add(0, string.Create(CultureInfo.InvariantCulture,
                $"has {segments._ids.Count:N0} segments where its header declares {due:N0}; fetch it again."));
        lines.Faults.ThrowIfAny();
        return segments;
    }

    /// <summary>
    /// Pairs the segments with the files of their folder. Of several files for one segment the first by name is taken, and the rest stay extra.
    /// </summary>
    public IEnumerable<(string Path, int[] Labels)> Match(string folder, AudioFolder audio)
    {
        var files = new int[_ids.Count];
        Array.Fill(files, -1);
        for (var file = 0; file < audio.Files.Count; file++)
        {
            var path = audio.Files[file];
            var id = IdOf(path.AsSpan(path.LastIndexOf('/') + 1));
            if (id >= 0 && (files[id] < 0 || string.CompareOrdinal(path, audio.Files[files[id]]) < 0)) files[id] = file;
        }

        for (var id = 0; id < files.Length; id++)
        {
            var path = files[id] < 0 ? $"{folder}/{_ids[id]}" : audio.Files[files[id]];
            if (audio.Claim(path)) yield return (path, _labels[id]);
        }
    }

    /// <summary>
    /// The segment of a file: its name begins with the id, or with a Y and the id, as in copies made by tools that would not have a name begin with
    /// a hyphen. Where a name could be read both ways, only one of exactly 12 characters is read as Y and id. -1 when the list has neither.
    /// </summary>
    private int IdOf(ReadOnlySpan<char> fileName)
    {
        var stem = fileName[..fileName.LastIndexOf('.')];
        var plain = stem.Length >= IdChars ? _ids.Find(stem[..IdChars]) : -1;
        var prefixed = stem.Length > IdChars && stem[0] == 'Y' ? _ids.Find(stem.Slice(1, IdChars)) : -1;
        return prefixed >= 0 && (plain < 0 || stem.Length == IdChars + 1) ? prefixed : plain;
    }

    /// <summary>Adds a segment, or says what is wrong with its line.</summary>
    private string? Fault(ReadOnlySpan<char> line, AudioSetClasses classes)
    {
        Span<Range> parts = stackalloc Range[4];
        if (line.Split(parts, ',') < 4) return "must be a video's id, start, end and labels, with commas between.";

        ReadOnlySpan<char> id = line[parts[0]].Trim(), labels = line[parts[3]].Trim();
        if (id.Length != IdChars || id.ContainsAny("/\\.\0"))
            return $"has the video id \"{id}\"; ids have {IdChars} letters, digits, hyphens or underscores.";
        if (!IsSeconds(line[parts[1]]) || !IsSeconds(line[parts[2]])) return "has a start or an end that is not a number of seconds.";
        if (labels.Length < 3 || labels.Length > MaxLabelChars || labels[0] != '"' || labels[^1] != '"') return "must end in labels within quotes.";
        if (classes.Find(labels[1..^1], out var unknown) is not { } places)
            return $"has the label \"{unknown}\", which class_labels_indices.csv lacks.";
        if (!_ids.TryAdd(id, out _)) return $"repeats the video \"{id}\".";
        _labels.Add(places);
        return null;
    }

    private static bool IsSeconds(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) && seconds >= 0;

    /// <summary>N of "# num_ytids=..., num_segs=N, ..."; null for another comment.</summary>
    private static int? DeclaredSegments(ReadOnlySpan<char> comment)
    {
        const string Key = "num_segs=";
        var start = comment.IndexOf(Key);
        if (start < 0) return null;
        var digits = comment[(start + Key.Length)..];
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(length < 0 ? digits : digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
    }
}
