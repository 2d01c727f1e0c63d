using System.Numerics.Tensors;
using Hares.Probe.Metrics;

namespace Hares.Probe;

/// <summary>Refuses a task or folds that cannot be probed, or whose score would say nothing.</summary>
internal static class TaskCheck
{
    public static void Verify(ProbeTask task, IReadOnlyList<Fold> folds)
    {
        Require(task.FirstRow.Count == task.Clips + 1, $"A task of {task.Clips} clips needs one first row more, not {task.FirstRow.Count}.");
        VerifySlots(task);
        VerifyAugmented(task);
        VerifyMixtures(task);
        Require(task.FirstRow[0] >= 0 && task.FirstRow[^1] <= task.Embeddings.Rows,
            $"The clips' rows reach from {task.FirstRow[0]} to {task.FirstRow[^1]}, but there are {task.Embeddings.Rows} embeddings.");
        Require(folds.Count > 0, "There is no fold to probe.");
        foreach (var (index, fold) in folds.Index()) VerifyFold(task, fold, index);
        foreach (int clip in folds.SelectMany(fold => fold.Train.Concat(fold.Valid).Concat(fold.Test)).Distinct()) VerifyClip(task, clip);
    }

    private static void VerifySlots(ProbeTask task)
    {
        Require(task.Slots.Count > 0, "A task needs at least one slot of labels.");
        foreach (var slot in task.Slots)
            Require(slot.Labels.Count == task.Clips, $"Slot \"{slot.Name}\" has labels of {slot.Labels.Count} clips, but there are {task.Clips}.");
        Require(task.MultiLabel is false || task.Metric is Metric.MeanAveragePrecision or Metric.RocAuc,
            $"{task.Metric} needs exactly one class a clip; a multi-label task is scored by MeanAveragePrecision or RocAuc.");
        Require(task.Slots.Count == 1 || (task.Metric == Metric.Accuracy && !task.MultiLabel),
            $"A task of {task.Slots.Count} slots is scored by the clips that are right in all of them: "
            + $"its metric must be Accuracy, not {task.Metric}.");
        Require(task.Recipe.SvmCosts.Count == 0 || (task.Recipe.HiddenUnits == 0 && !task.Recipe.MixesExamples),
            "A support vector machine has neither hidden units nor mixed examples.");
    }

    private static void VerifyAugmented(ProbeTask task)
    {
        if (task.AugmentedFirstRow is not { } first) return;
        Require(first.Count == task.Clips + 1, $"A task of {task.Clips} clips needs one first augmented row more, not {first.Count}.");
        Require(first.Zip(first.Skip(1)).All(pair => pair.First <= pair.Second), "The first augmented rows of clips must not fall.");
        Require(first[0] >= task.FirstRow[^1] && first[^1] <= task.Embeddings.Rows,
            $"The augmented rows reach from {first[0]} to {first[^1]}, "
            + $"but must lie behind the clips' own, {task.FirstRow[^1]} to {task.Embeddings.Rows}.");
    }

    private static void VerifyMixtures(ProbeTask task)
    {
        if (task.Mixtures is not { } mixtures) return;
        int rows = task.AugmentedFirstRow is { } first ? first[^1] - first[0] : 0;
        Require(mixtures.Count == rows, $"{rows} augmented rows need as many mixtures, not {mixtures.Count}.");
        Require(task.Recipe.MixesExamples, "The task has mixed views, but its recipe mixes no examples.");
        Require(mixtures.All(mixture => mixture.Share is >= 0 and <= 1), "A view's share of its own clip must be 0 to 1.");
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
        VerifyMixedClips(task, fold, index);
    }

    /// <summary>A clip that must not be learnt from must not be heard in a mixture either.</summary>
    private static void VerifyMixedClips(ProbeTask task, Fold fold, int index)
    {
        if (task.Mixtures is null) return;
        HashSet<int> train = [.. fold.Train];
        foreach (int clip in fold.Train)
            for (int row = 0; row < task.TrainingRows(clip); row++)
                if (task.MixtureOf(task.TrainingRow(clip, row)) is { Clip: var other } && !train.Contains(other))
                    throw new ProbeException($"Clip \"{task.ClipIds[clip]}\" of fold {index} is mixed with clip "
                        + $"{(other >= 0 && other < task.Clips ? $"\"{task.ClipIds[other]}\"" : other)}, which that fold does not train on.");
    }

    private static void RefuseShared(ProbeTask task, IReadOnlyList<int> clips, HashSet<int> others, string where)
    {
        var shared = clips.Where(others.Contains).Distinct().ToArray();
        Require(shared.Length == 0, shared.Length == 0 ? "" : $"Clip \"{task.ClipIds[shared[0]]}\" is {where} ({shared.Length} such clips).");
    }

    private static void VerifyClip(ProbeTask task, int clip)
    {
        string id = task.ClipIds[clip];
        Require(task.Windows(clip) > 0, $"Clip \"{id}\" has no embeddings.");
        foreach (var slot in task.Slots) VerifyLabels(task, slot, clip);
        for (int row = 0; row < task.TrainingRows(clip); row++)
            Require(TensorPrimitives.IsFiniteAll<float>(task.Embeddings.Row(task.TrainingRow(clip, row))),
                $"Clip \"{id}\" has an embedding that is not a finite number.");
    }

    private static void VerifyLabels(ProbeTask task, LabelSlot slot, int clip)
    {
        string id = task.ClipIds[clip];
        int[] labels = slot.Labels[clip];
        Require(
            task.MultiLabel || labels.Length == 1,
            $"Clip \"{id}\" has {labels.Length} classes of \"{slot.Name}\", but the task wants exactly one.");
        Require(labels.All(label => label >= 0 && label < slot.Classes.Count),
            $"Clip \"{id}\" has a class of \"{slot.Name}\" beyond the {slot.Classes.Count} named ones.");
        Require(labels.Distinct().Count() == labels.Length, $"Clip \"{id}\" has a class of \"{slot.Name}\" twice.");
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds) throw new ProbeException(sentence);
    }
}
