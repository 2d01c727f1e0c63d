using System.Numerics.Tensors;
using Hares.Probe.Metrics;

namespace Hares.Probe;

/// <summary>Refuses a task or folds that cannot be probed, or whose score would say nothing.</summary>
internal static class TaskCheck
{
    public static void Verify(ProbeTask task, IReadOnlyList<Fold> folds)
    {
        Require(task.FirstRow.Count == task.Clips + 1 && task.ClipIds.Count == task.Clips,
            $"A task of {task.Clips} clips needs as many clip ids, not {task.ClipIds.Count}, and one first row more, not {task.FirstRow.Count}.");
        Require(task.FirstRow[0] >= 0 && task.FirstRow[^1] <= task.Embeddings.Rows,
            $"The clips' rows reach from {task.FirstRow[0]} to {task.FirstRow[^1]}, but there are {task.Embeddings.Rows} embeddings.");
        Require(task.MultiLabel is false || task.Metric is Metric.MeanAveragePrecision or Metric.RocAuc,
            $"{task.Metric} needs exactly one class a clip; a multi-label task is scored by MeanAveragePrecision or RocAuc.");
        Require(folds.Count > 0, "There is no fold to probe.");
        foreach (var (index, fold) in folds.Index()) VerifyFold(task, fold, index);
        foreach (int clip in folds.SelectMany(fold => fold.Train.Concat(fold.Valid).Concat(fold.Test)).Distinct()) VerifyClip(task, clip);
    }

    private static void VerifyFold(ProbeTask task, Fold fold, int index)
    {
        Require(fold.Test.Count > 0, $"Fold {index} has no test clips.");
        Require(fold.Train.Count > 0, $"Fold {index} has no training clips.");
        Require(fold.InnerGroups is null || fold.InnerGroups.Count == fold.Train.Count,
            $"Fold {index} names the official fold of {fold.InnerGroups?.Count} training clips, but has {fold.Train.Count}.");
        foreach (int clip in fold.Train.Concat(fold.Valid).Concat(fold.Test))
            Require(clip >= 0 && clip < task.Clips, $"Fold {index} names clip {clip}, but there are {task.Clips} clips.");
        HashSet<int> test = [.. fold.Test];
        Require(test.Count == fold.Test.Count, $"Fold {index} tests a clip twice.");
        RefuseShared(task, fold.Train, test, $"in both the training and the test clips of fold {index}");
        RefuseShared(task, fold.Valid, test, $"in both the validation and the test clips of fold {index}");
        RefuseShared(task, fold.Valid, [.. fold.Train], $"in both the training and the validation clips of fold {index}");
    }

    private static void RefuseShared(ProbeTask task, IReadOnlyList<int> clips, HashSet<int> others, string where)
    {
        var shared = clips.Where(others.Contains).Distinct().ToArray();
        Require(shared.Length == 0, shared.Length == 0 ? "" : $"Clip \"{task.ClipIds[shared[0]]}\" is {where} ({shared.Length} such clips).");
    }

    private static void VerifyClip(ProbeTask task, int clip)
    {
        string id = task.ClipIds[clip];
        var labels = task.Labels[clip];
        Require(task.Windows(clip) > 0, $"Clip \"{id}\" has no embeddings.");
        Require(task.MultiLabel || labels.Length == 1, $"Clip \"{id}\" has {labels.Length} classes, but the task wants exactly one.");
        Require(labels.All(label => label >= 0 && label < task.Classes), $"Clip \"{id}\" has a class beyond the {task.Classes} named ones.");
        Require(labels.Distinct().Count() == labels.Length, $"Clip \"{id}\" has a class twice.");
        for (int row = task.FirstRow[clip]; row < task.FirstRow[clip + 1]; row++)
            Require(TensorPrimitives.IsFiniteAll<float>(task.Embeddings.Row(row)), $"Clip \"{id}\" has an embedding that is not a finite number.");
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds) throw new ProbeException(sentence);
    }
}
