using System.Globalization;
using System.Text;

namespace Hares.Pipeline.Report;

/// <summary>The table a person reads: tasks down, encoders across, each score in percent with its interval, beside chance level.</summary>
internal static class ResultsTable
{
    public static string Text(RunResults results)
    {
        var tasks = results.Encoders.SelectMany(encoder => encoder.Tasks).GroupBy(task => task.Task).ToList();
        if (tasks.Count == 0) return "";
        var rows = new List<string[]> { (string[])["task", "metric", "chance", .. results.Encoders.Select(encoder => encoder.Name)] };
        foreach (var task in tasks)
        {
            var any = task.First();
            var chance = task.Select(result => result.Chance).FirstOrDefault(value => value is not null);
            var scores = results.Encoders.Select(encoder => Cell(encoder.Tasks.FirstOrDefault(result => result.Task == task.Key)));
            rows.Add([any.Task + (any.Partial ? " (partial)" : ""), any.Metric, Percent(chance), .. scores]);
        }
        return TextTable.Aligned(rows) + Notes(results);
    }

    private static string Cell(TaskResults? result) => result switch
    {
        null => "-",
        { Score: null } => "failed",
        { Interval: [var low, var high] } => $"{Percent(result.Score)} [{Percent(low)}, {Percent(high)}]",
        _ => Percent(result.Score),
    };

    private static string Percent(double? fraction) =>
        fraction is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static string Notes(RunResults results)
    {
        var notes = new StringBuilder("scores in percent [95 % bootstrap interval over test clips]\n");
        if (results.Encoders.Any(encoder => encoder.Tasks.Any(task => task.Partial)))
            notes.Append("partial: the dataset lacks clips or classes that its owners publish; not comparable with published scores\n");
        foreach (var encoder in results.Encoders)
            foreach (var task in encoder.Tasks.Where(task => task.Failure is not null))
                notes.Append(CultureInfo.InvariantCulture, $"{encoder.Name}, {task.Task}: {task.Failure}\n");
        return notes.ToString();
    }
}
