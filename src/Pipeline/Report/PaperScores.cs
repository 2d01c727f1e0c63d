using System.Collections.Frozen;
using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>
/// The scores the paper prints, from tables 2 to 4 and 6 to 9 (arXiv 2111.12124 v2), as data: paper-scores.csv, in percent, with the printed
/// averages of domains and of all tasks, and the time of a training step. Table 4's scores of other papers are marked as reported.
/// </summary>
internal static class PaperScores
{
    private const int FirstTask = 3;

    private static readonly FrozenDictionary<string, IReadOnlyList<PaperRow>> ByArchitecture = Read()
        .GroupBy(row => row.Architecture)
        .ToFrozenDictionary(rows => rows.Key, rows => (IReadOnlyList<PaperRow>)[.. rows]);

    /// <summary>How the paper trained this architecture, and what each scored; empty for an architecture that is not the paper's.</summary>
    public static IReadOnlyList<PaperRow> Of(string architecture) => ByArchitecture.GetValueOrDefault(architecture, []);

    /// <summary>All rows, in the order of the file.</summary>
    public static IEnumerable<PaperRow> Read()
    {
        using var reader = new StreamReader(typeof(PaperScores).Assembly.GetManifestResourceStream("paper-scores.csv")!);
        var header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var scores = header[..^1].Zip(cells).Skip(FirstTask).Where(pair => pair.Second.Length > 0)
                .ToFrozenDictionary(pair => pair.First, pair => (double)(Number(pair.Second) / 100)); // in decimals: 0.908, not 0.9079999
            yield return new PaperRow(cells[0], cells[1], cells[2], scores, cells[^1].Length > 0 ? (double)Number(cells[^1]) : null);
        }

        static decimal Number(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);
    }
}
