using System.Globalization;

namespace Hares.Pipeline.Report;

/// <summary>
/// What a reader of the table must know of its scores, a line each: what the marks mean, clips that are left out, what the probes warn of, why
/// there is no score. What holds for several encoders is said once.
/// </summary>
internal static class ResultsNotes
{
    public static string Text(RunResults results)
    {
        var notes = results.Encoders.SelectMany(encoder => encoder.Tasks
            .SelectMany(task => Of(task).Select(note => (Encoder: encoder.Name, task.Task, Note: note))));
        var lines = notes.GroupBy(note => (note.Task, note.Note))
            .Select(same => Line(same.Key.Task, same.Key.Note, [.. same.Select(note => note.Encoder)]));
        return string.Concat(Marks(results).Concat(lines).Select(line => line + "\n"));

        string Line(string task, string note, string[] encoders) =>
            encoders.Length == results.Encoders.Count && encoders.Length > 1 ? $"{task}: {note}" : $"{string.Join(", ", encoders)}, {task}: {note}";
    }

    private static IEnumerable<string> Marks(RunResults results)
    {
        var tasks = results.Encoders.SelectMany(encoder => encoder.Tasks).ToList();
        yield return "scores in percent [95 % bootstrap interval over test clips]";
        if (tasks.Exists(task => task.Synthetic))
            yield return "synthetic: sounds made by `data synth`; they compare encoders of one run, and nothing else";
        if (tasks.Exists(task => task is { Partial: true, Synthetic: false }))
            yield return "partial: the dataset lacks clips or classes that its owners publish; not comparable with published scores";
    }

    private static IEnumerable<string> Of(TaskResults task)
    {
        if (task.Split is { } split) yield return $"split by {split}, not as its owners split it.";
        if (task.Unlabelled > 0) yield return $"{Clips(task.Unlabelled)} without a label left out.";
        if (task is { Skipped: > 0, Failure: null }) yield return $"{Clips(task.Skipped)} without an embedding left out; failures.csv says why.";
        foreach (var warning in task.Probe?.Warnings ?? []) yield return warning;
        if (task.Failure is { } failure) yield return failure;
    }

    private static string Clips(int count) => count == 1 ? "1 clip" : count.ToString("N0", CultureInfo.InvariantCulture) + " clips";
}
