using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>What the paper printed for the architectures of a run, on the tasks of the run, to be read beside the results.</summary>
internal static class PaperTable
{
    public static string Text(RunResults results)
    {
        var columns = results.Encoders.Select(encoder => encoder.Architecture).Distinct().SelectMany(PaperScores.Of).ToList();
        var tasks = results.Encoders.SelectMany(encoder => encoder.Tasks).Where(task => task.Paper is not null).Select(task => task.Task).Distinct().ToList();
        if (columns.Count == 0 || tasks.Count == 0) return "";

        var rows = new List<string[]> { (string[])["in the paper", .. columns.Select(column => $"{column.Architecture}, {column.Training}")] };
        rows.AddRange(tasks.Select(task => (string[])[task, .. columns.Select(column => Percent(column.Scores[task]))]));
        if (results.Encoders.Any(encoder => (encoder.OfParts?.Hares ?? encoder.Hares) is not null))
            rows.Add(["HARES", .. columns.Select(column => Percent(column.Scores["hares"]))]);
        return "\n" + TextTable.Aligned(rows) + Note(results);
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Note(RunResults results)
    {
        var protocols = results.Encoders.SelectMany(encoder => encoder.Tasks).Select(task => task.Probe?.Protocol).OfType<string>().Distinct().ToList();
        var quick = protocols.Contains("quick") ? "; protocol quick is not the paper's (hares is)" : "";
        return $"networks trained by the authors, whole datasets, one run; docs/hares.md lists what differs here{quick}\n";
    }
}
