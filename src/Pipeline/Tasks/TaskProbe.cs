using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Report;
using Hares.Probe;

namespace Hares.Pipeline.Tasks;

/// <summary>Trains and scores one probe: gathers the task's embeddings from the cache, hands them to the protocol, words the result.</summary>
/// <param name="options">How to probe.</param>
/// <param name="skipLimit">Share of the clips that may lack an embedding.</param>
/// <param name="memory">What the probes at work share.</param>
internal sealed class TaskProbe(ProbeOptions options, double skipLimit, MemoryGate memory)
{
    private const int Copies = 3; // the embeddings, standardised ones, those of inner folds

    /// <summary>The result, with a failure in words when the task cannot be scored; predictions of test clips beside it.</summary>
    public async Task<ProbeOutcome> RunAsync(ProbeJob job, CancellationToken cancelled)
    {
        var (set, task) = (job.Set, job.Task);
        var clips = task.Clips.Where(clip => set.Windows(clip) > 0).ToList();
        var skipped = task.Clips.Count - clips.Count;
        var result = new TaskResults
        {
            Task = task.Name,
            Metric = MetricNames.Of(task.Definition.Metric),
            Skipped = skipped,
            Unlabelled = task.Unlabelled,
            Classes = task.Labels.Sum(label => label.Classes.Count),
            Partial = task.IsPartial,
            Synthetic = task.Dataset.IsSynthetic,
            Missing = task.Dataset.Missing.Count,
        };
        if (skipped > skipLimit * task.Clips.Count)
        {
            var why = $"{skipped} of {task.Clips.Count} clips have no embedding, more than data.skipLimit allows ({skipLimit:P1}); failures.csv says why.";
            return new ProbeOutcome(job, result with { Failure = why }, []);
        }
        try
        {
            var rows = new TaskRows(job, clips);
            using var room = await memory.EnterAsync(Copies * rows.Bytes, cancelled);
            using var embeddings = await rows.ReadAsync(cancelled);
            var report = ProbeRunner.Run(Task(embeddings, rows, task, clips), FoldPlan.Of(task.Dataset, clips), options, cancelled);
            return new ProbeOutcome(job, Scored(result, report), report.Predictions);
        }
        catch (ProbeException fault)
        {
            return new ProbeOutcome(job, result with { Failure = fault.Message }, []);
        }
    }

    private static ProbeTask Task(EmbeddingMatrix embeddings, TaskRows rows, RunTask task, List<int> clips) => new()
    {
        Embeddings = embeddings,
        FirstRow = rows.First,
        AugmentedFirstRow = rows.Augmented,
        Slots = [.. task.Labels.Select(label => new LabelSlot(label.Name, label.Classes, [.. clips.Select(clip => label.Values[clip])]))],
        ClipIds = [.. clips.Select(clip => task.Dataset.Clips[clip].Id)],
        Metric = task.Definition.Metric,
        MultiLabel = task.Definition.IsMultiLabel,
        Recipe = task.Definition.Recipe,
    };

    private static TaskResults Scored(TaskResults result, ProbeReport report) => result with
    {
        Score = report.Score,
        Interval = [report.Interval.Low, report.Interval.High],
        PerSeed = report.PerSeed,
        PerFold = report.PerFold,
        Chance = report.Chance,
        Train = report.TrainClips,
        Test = report.TestClips,
        UnseenClasses = report.UnseenClasses,
        Probe = new ProbeDetails(report.Protocol, report.Settings, report.Fits, report.Warnings),
    };
}
