using Hares.Ingest.Datasets;
using Hares.Pipeline.Configuration;
using Hares.Probe;
using Hares.Probe.Metrics;

namespace Hares.Pipeline.Tasks;

/// <summary>Whether a task's labels and splits allow a score, which is known before anything is embedded.</summary>
internal static class ScoringCheck
{
    /// <summary>Why the task cannot be scored, in a sentence; null when it can.</summary>
    public static string? Fault(RunTask task) => Reason(task) is { } reason ? $"Task {task.Name} of {task.Dataset.Root}: {reason}" : null;

    private static string? Reason(RunTask task)
    {
        var labels = string.Join(", ", task.Labels.Select(label => label.Name));
        if (task.Clips.Count == 0) return $"no clip has a class of {labels}; fill that column.";
        var several = task.Definition.IsMultiLabel
            ? null
            : task.Labels.Select(label => SeveralClasses(task, label)).FirstOrDefault(each => each is not null);
        if (several is not null) return several;
        var folds = FoldPlan.Of(task.Dataset, task.Clips);
        if (task.Dataset.HasFolds && folds.Count < 2)
            return $"its clips with {labels} are all in one fold; each fold is tested on what the others teach, so name at least two.";
        return folds.Select((fold, i) => Reason(task, fold, FoldName(task, fold))).FirstOrDefault(reason => reason is not null);
    }

    private static string? SeveralClasses(RunTask task, LabelColumn label)
    {
        var several = task.Clips.Where(clip => label.Values[clip].Length > 1).ToList();
        if (several.Count == 0) return null;
        var (id, more) = (task.Dataset.Clips[several[0]].Id, several.Count == 1 ? " has" : $" and {several.Count - 1} more have");
        var metric = MetricNames.Of(task.Definition.Metric);
        return $"clip \"{id}\"{more} several classes of {label.Name}, but {metric} needs exactly one a clip; score it by map or roc-auc.";
    }

    private static string? Reason(RunTask task, Fold fold, string where)
    {
        if (fold.Train.Count == 0) return $"no clip{where} is in the split train; a probe needs some to learn from.";
        if (fold.Test.Count == 0) return $"no clip{where} is in the split test; a score needs some.";
        return task.Labels
            .Select(label => Untaught(task, label, fold, where) ?? Undefined(task, label, fold, where))
            .FirstOrDefault(reason => reason is not null);
    }

    private static string? Untaught(RunTask task, LabelColumn label, Fold fold, string where)
    {
        var counts = Counts(task, label, fold.Train);
        if (task.Definition.IsMultiLabel)
            return Array.Exists(counts, count => count > 0 && count < fold.Train.Count)
                ? null
                : $"each class of {label.Name} is in all or in none of the training clips{where}; a probe has nothing to tell apart.";
        if (counts.Count(count => count > 0) >= 2) return null;
        var only = label.Classes[Array.FindIndex(counts, count => count > 0)];
        return $"the training clips{where} have only one class of {label.Name}, \"{only}\"; a probe needs two to tell apart.";
    }

    /// <summary>The ranking metrics are means over the classes for which they are defined: one at least must be.</summary>
    private static string? Undefined(RunTask task, LabelColumn label, Fold fold, string where)
    {
        var counts = Counts(task, label, fold.Test);
        return task.Definition.Metric switch
        {
            Metric.MeanAveragePrecision when Array.TrueForAll(counts, count => count == 0) =>
                $"no test clip{where} has a class of {label.Name}; map needs one that has.",
            Metric.RocAuc when Array.TrueForAll(counts, count => count == 0 || count == fold.Test.Count) =>
                $"each class of {label.Name} is in all or in none of the test clips{where}; roc-auc needs clips with a class and clips without.",
            _ => null,
        };
    }

    private static int[] Counts(RunTask task, LabelColumn label, IReadOnlyList<int> clips)
    {
        var counts = new int[label.Classes.Count];
        foreach (var clip in clips)
            foreach (var value in label.Values[task.Clips[clip]]) counts[value]++;
        return counts;
    }

    private static string FoldName(RunTask task, Fold fold) =>
        task.Dataset.HasFolds ? $" (when fold {task.Dataset.Partitions[task.Clips[fold.Test[0]]]} is tested)" : "";
}
