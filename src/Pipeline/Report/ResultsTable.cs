using System.Globalization;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Report;

/// <summary>
/// The table a person reads: tasks down, encoders across (the other way round where there are more encoders than tasks), each score in percent with its
/// interval, beside chance level; after the tasks the means over domains and over the twelve.
/// </summary>
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
            rows.Add([any.Task + Mark(any), any.Metric, Percent(chance), .. scores]);
        }
        AddMeans(rows, results, tasks.Select(task => task.First()).ToList());
        return TextTable.Aligned(results.Encoders.Count > tasks.Count ? TextTable.Turned(rows) : rows) + ResultsNotes.Text(results) + PaperTable.Text(results);
    }

    private static void AddMeans(List<string[]> rows, RunResults results, List<TaskResults> tasks)
    {
        AddMean("environment", task => task.Domain == Domain.Environment, scores => scores.Domains.Environment);
        AddMean("speech", task => task.Domain == Domain.Speech, scores => scores.Domains.Speech);
        AddMean("music", task => task.Domain == Domain.Music, scores => scores.Domains.Music);
        AddMean("HARES", _ => true, scores => scores.Hares);

        void AddMean(string name, Func<TaskDefinition, bool> isOfMean, Func<BenchmarkScores, double?> mean)
        {
            var names = TaskCatalogue.All.Where(isOfMean).Select(task => task.Name).ToList();
            var averaged = tasks.Where(task => names.Contains(task.Task)).ToList();
            var mark = averaged.Exists(task => task.Synthetic) ? " (synthetic)" : averaged.Exists(task => task.Partial) ? " (partial)" : "";
            var means = results.Encoders.Select(encoder => mean(encoder.OfParts ?? new BenchmarkScores(encoder.Hares, encoder.Domains))).ToList();
            if (means.Exists(value => value is not null)) rows.Add([name + mark, "mean", "", .. means.Select(Percent)]);
        }
    }

    private static string Mark(TaskResults task) => task switch
    {
        { Synthetic: true } => " (synthetic)",
        { Partial: true } => " (partial)",
        _ => "",
    };

    private static string Cell(TaskResults? result) => result switch
    {
        null => "-",
        { Score: null } => "failed",
        { Interval: [var low, var high] } => $"{Percent(result.Score)} [{Percent(low)}, {Percent(high)}]",
        _ => Percent(result.Score),
    };

    private static string Percent(double? fraction) =>
        fraction is { } value ? (100 * value).ToString("0.0", CultureInfo.InvariantCulture) : "-";
}
