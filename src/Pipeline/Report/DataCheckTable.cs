using System.Globalization;
using System.Text.Json;
using Hares.Ingest.Datasets.Checks;

namespace Hares.Pipeline.Report;

/// <summary>What the checks of datasets found, for people: a line a dataset, then the findings of each.</summary>
internal static class DataCheckTable
{
    private const int MostShown = 50;

    public static string Text(IReadOnlyList<DatasetReport> reports)
    {
        string[][] rows = [["dataset", "clips", "classes", "hours", "findings"], .. reports.Select(Row)];
        return TextTable.Aligned(rows) + string.Concat(reports.Where(report => report.Findings.Count > 0).Select(Findings));
    }

    private static string[] Row(DatasetReport report) =>
    [
        report.Dataset,
        report.Partitions.Count == 0
            ? "none"
            : $"{OutOf(report.Clips, report.Published)}: "
                + $"{string.Join(", ", report.Partitions.Select(part => $"{part.Partition} {OutOf(part.Clips, part.Published)}"))}",
        string.Join(", ", report.Labels.Select(label => $"{label.Label} {OutOf(label.Classes, label.Published)}")),
        (report.AudioSeconds / 3600).ToString("N2", CultureInfo.InvariantCulture),
        report.Findings.Count == 0
            ? "none"
            : string.Join(", ", report.Findings.CountBy(finding => finding.Kind).Select(kind => $"{kind.Value} {Name(kind.Key)}")),
    ];

    private static string OutOf(int found, int? published) =>
        string.Create(CultureInfo.InvariantCulture, $"{found:N0}{(published is null ? "" : $"/{published:N0}")}");

    private static string Findings(DatasetReport report)
    {
        var lines = report.Findings.Take(MostShown).Select(finding =>
            $"  {Name(finding.Severity)} {Name(finding.Kind)}: "
            + $"{finding.Sentence.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
        var rest = report.Findings.Count > MostShown ? $"  and {report.Findings.Count - MostShown} more; --json shows all\n" : "";
        return $"\n{report.Dataset}\n{string.Concat(lines)}{rest}";
    }

    private static string Name<T>(T value) where T : Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
