using Hares.Ingest.Datasets.Tables;
namespace Hares.Ingest.Datasets.Manifests;

/// <summary>Where a manifest has its columns; -1 for an optional one that it lacks.</summary>
internal sealed record ManifestColumns(int Path, int Partition, bool HasFolds, int Start, int Duration, int Id, IReadOnlyList<int> Labels)
{
    private static readonly string[] Reserved = ["path", "split", "fold", "start", "duration", "id"];

    /// <summary>Finds the columns in the header; null when it is unusable, and then the table's faults say why.</summary>
    public static ManifestColumns? Find(CsvTable table)
    {
        int path = table.IndexOf("path"), split = table.IndexOf("split"), fold = table.IndexOf("fold");
        int[] labels = [.. Enumerable.Range(0, table.Header.Count).Where(i => !Reserved.Contains(table.Header[i]))];

        var usable = true;
        if (table.Header is [var only] && OtherSeparator(only) is { } separator)
        {
            Fault($"separates its columns with {separator}; save it with commas.");
            return null;
        }
        foreach (var name in table.Header.CountBy(name => name).Where(entry => entry.Value > 1).Select(entry => entry.Key))
            Fault($"has {(name.Length == 0 ? "more than one column without a name" : $"the column \"{name}\" more than once")}.");
        if (table.Header.Contains("")) Fault("has a column without a name.");
        if (path < 0) Fault(Missing("path"));
        if (split < 0 && fold < 0) Fault($"has neither a column \"split\" nor \"fold\"{Hint("split")}.");
        if (split >= 0 && fold >= 0) Fault("has both \"split\" and \"fold\"; keep one of them.");
        if (labels.Length == 0) Fault("has no label column (any column but path, split, fold, start, duration and id).");

        int start = table.IndexOf("start"), duration = table.IndexOf("duration"), id = table.IndexOf("id");
        return usable ? new ManifestColumns(path, split >= 0 ? split : fold, split < 0, start, duration, id, labels) : null;

        void Fault(string sentence)
        {
            usable = false;
            table.Faults.Add(Math.Max(table.Line, 1), sentence);
        }

        string Missing(string name) => $"has no column \"{name}\"{Hint(name)}.";
        string Hint(string name) =>
            NearestName.Find(name, labels.Select(i => table.Header[i])) is { } near ? $" (is it \"{near}\"? Rename it to \"{name}\")" : "";
    }

    /// <summary>What separates the columns in place of commas, as spreadsheets of some countries write it; null when nothing does.</summary>
    private static string? OtherSeparator(string header) => header.Contains(';') ? "semicolons" : header.Contains('\t') ? "tabs" : null;
}
