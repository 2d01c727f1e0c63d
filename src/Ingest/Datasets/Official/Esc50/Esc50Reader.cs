using System.Globalization;
using Hares.Ingest.Datasets.Tables;

namespace Hares.Ingest.Datasets.Official.Esc50;

/// <summary>
/// Reads ESC-50 in its official layout (<c>meta/esc50.csv</c>, <c>audio/</c>): five folds, label <c>category</c> with its classes in the order
/// of their target numbers. A copy in another audio format is as good, as long as the CSV names the files that are there.
/// Source: K. J. Piczak, "ESC: Dataset for Environmental Sound Classification", 2015.
/// </summary>
public static class Esc50Reader
{
    private const int OfficialClips = 2000;
    private const int OfficialClasses = 50;

    private static readonly string[] Columns = ["filename", "fold", "target", "category"];

    /// <param name="name">The dataset's name; see <see cref="DatasetName"/>.</param>
    /// <param name="root">The folder that holds <c>meta</c> and <c>audio</c>.</param>
    /// <param name="allowPartial">Whether fewer clips or classes than the official 2,000 and 50 will do, as in ESC-10.</param>
    /// <exception cref="DatasetException">The metadata cannot be used; the message lists its first faults and their number.</exception>
    public static Dataset Read(string name, string root, bool allowPartial = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        DatasetName.Require(name);
        var fullRoot = Path.GetFullPath(root);
        using var table = CsvTable.Open(Path.Join(fullRoot, "meta", "esc50.csv"));
        var missing = Columns.Where(column => table.IndexOf(column) < 0).ToList();
        missing.ForEach(column => table.Faults.Add(Math.Max(table.Line, 1), $"has no column \"{column}\"."));
        if (missing.Count > 0) throw table.Faults.ToException();

        var rows = new Esc50Rows(fullRoot, table);
        while (table.Read()) rows.Add();
        if (!allowPartial && (rows.Clips.Count != OfficialClips || rows.ClassCount != OfficialClasses))
            table.Faults.Add(0, string.Create(CultureInfo.InvariantCulture,
                $"has {rows.Clips.Count:N0} of ESC-50's {OfficialClips:N0} clips, and {rows.ClassCount} of its {OfficialClasses} classes; "
                + $"to score a part of it, set data.allowPartial."));
        if (rows.Clips.Count == 0 && !table.Faults.Any) table.Faults.Add(0, "has a header but no clips.");
        table.Faults.ThrowIfAny();

        return new Dataset
        {
            Name = name,
            Root = fullRoot,
            Clips = rows.Clips,
            Partitions = rows.Folds,
            HasFolds = true,
            Labels = new Dictionary<string, LabelColumn> { ["category"] = rows.Category() },
        };
    }
}
