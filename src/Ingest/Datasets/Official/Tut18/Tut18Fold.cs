using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.Tut18;

/// <summary>One side of a fold: files with their scenes, separated by a tab.</summary>
/// <param name="FileName">The list's own name.</param>
/// <param name="Scenes">Scene by file.</param>
internal sealed record Tut18Fold(string FileName, IReadOnlyDictionary<string, string> Scenes)
{
    public static Tut18Fold Read(string path)
    {
        using var lines = TextLines.Open(path);
        var scenes = new Dictionary<string, string>();
        while (lines.Read())
        {
            var parts = lines.Text.ToString().Split('\t');
            if (parts is ["filename", ..]) continue;
            if (parts.Length != 2) lines.Faults.Add(lines.Line, "must be a file and its scene, with a tab between.");
            else if (!scenes.TryAdd(parts[0], parts[1])) lines.Faults.Add(lines.Line, $"repeats the file \"{parts[0]}\".");
        }
        if (scenes.Count == 0) lines.Faults.Add(0, "names no files.");
        lines.Faults.ThrowIfAny();
        return new Tut18Fold(Path.GetFileName(path), scenes);
    }
}
