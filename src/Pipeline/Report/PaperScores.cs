using System.Collections.Frozen;
using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>
/// The scores the paper prints for its own encoders, from tables 4 and 6 to 9 (arXiv 2111.12124 v2), as data: paper-scores.csv, in percent, with
/// the printed HARES average as a check.
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
            var scores = header.Zip(cells).Skip(FirstTask).ToFrozenDictionary(
                pair => pair.First, pair => double.Parse(pair.Second, CultureInfo.InvariantCulture) / 100);
            yield return new PaperRow(cells[0], cells[1], cells[2], scores);
        }
    }
}
