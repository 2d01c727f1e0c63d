using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>
/// What the paper printed for the architectures of a run, on the tasks and means of the run, to be read beside the results. An architecture trained in one
/// way goes across, or down where there are more of these than tasks and means.
/// </summary>
internal static class PaperTable
{
    public static string Text(RunResults results)
    {
        var tasks = results.Encoders
            .SelectMany(encoder => encoder.Tasks)
            .Where(task => task.Paper is not null)
            .Select(task => task.Task)
            .Distinct().ToList();
        var columns = results.Encoders.Select(encoder => encoder.Architecture).Distinct().SelectMany(PaperScores.Of)
            .Where(column => tasks.Exists(task => column[task] is not null)).ToList();
        if (columns.Count == 0) return "";

        var rows = new List<string[]> { (string[])["in the paper", .. columns.Select(column => $"{column.Architecture}, {column.Training}")] };
        rows.AddRange(tasks.Select(task => Row(task, column => column[task])));
        var means = results.Encoders.Select(encoder => encoder.OfParts ?? new BenchmarkScores(encoder.Hares, encoder.Domains)).ToList();
        AddMean("environment", scores => scores.Domains.Environment, paper => paper.Domains.Environment);
        AddMean("speech", scores => scores.Domains.Speech, paper => paper.Domains.Speech);
        AddMean("music", scores => scores.Domains.Music, paper => paper.Domains.Music);
        AddMean("HARES", scores => scores.Hares, paper => paper.Hares);
        return "\n" + TextTable.Aligned(columns.Count >= rows.Count ? TextTable.Turned(rows) : rows) + Note(results, columns);

        string[] Row(string name, Func<PaperRow, double?> score) => [name, .. columns.Select(column => Percent(score(column)))];

        void AddMean(string name, Func<BenchmarkScores, double?> here, Func<PaperMeans, double?> printed)
        {
            if (means.Exists(scores => here(scores) is not null)) rows.Add(Row(name, column => printed(column.Means)));
        }
    }

    private static string Percent(double? fraction) => fraction is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static string Note(RunResults results, List<PaperRow> columns)
    {
        var protocols = results.Encoders
            .SelectMany(encoder => encoder.Tasks)
            .Select(task => task.Probe?.Protocol)
            .OfType<string>().Distinct().ToList();
        var quick = protocols.Contains("quick") ? "; protocol quick is not the paper's (hares is)" : "";
        var reported = columns.Exists(column => column.IsReported) ? "; reported: another paper's numbers, as HARES quotes them" : "";
        return $"networks trained by the authors, whole datasets; docs/hares.md lists what differs here{quick}{reported}\n";
    }
}
