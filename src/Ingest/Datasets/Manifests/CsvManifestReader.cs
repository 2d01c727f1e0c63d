using Hares.Ingest.Datasets.Tables;
using Hares.Ingest.Synthesis;
namespace Hares.Ingest.Datasets.Manifests;

/// <summary>
/// Reads one's own dataset: a CSV file with the columns <c>path</c> and either <c>split</c> (train, valid, test) or <c>fold</c> (any names);
/// optional <c>start</c> and <c>duration</c> in seconds, and <c>id</c>; every further column is a label, several classes separated by
/// semicolons. Paths are relative to the CSV's folder, with forward slashes, and stay inside it.
/// </summary>
public static class CsvManifestReader
{
    /// <param name="name">The dataset's name; see <see cref="DatasetName"/>.</param>
    /// <param name="manifestPath">The CSV file.</param>
    /// <exception cref="DatasetException">The file cannot be used; the message lists its first faults and their number.</exception>
    public static Dataset Read(string name, string manifestPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(manifestPath);
        DatasetName.Require(name);
        var path = Path.GetFullPath(manifestPath);
        using var table = CsvTable.Open(path);
        if (ManifestColumns.Find(table) is not { } columns) throw table.Faults.ToException();

        var rows = new ManifestRows(Path.GetDirectoryName(path)!, columns, table);
        while (table.Read()) rows.Add();
        if (rows.Clips.Count == 0 && !table.Faults.Any) table.Faults.Add(0, "has a header but no clips.");
        table.Faults.ThrowIfAny();

        return new Dataset
        {
            Name = name,
            Root = rows.Root,
            Clips = rows.Clips,
            Partitions = rows.Partitions,
            HasFolds = columns.HasFolds,
            Labels = rows.Labels.ToDictionary(label => label.Name),
            IsSynthetic = CorpusStamp.Read(rows.Root) is not null,
        };
    }
}
