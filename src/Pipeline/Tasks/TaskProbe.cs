using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Report;
using Hares.Probe;
using Serilog;

namespace Hares.Pipeline.Tasks;

/// <summary>Trains and scores one probe: gathers the task's embeddings from the cache, hands them to the protocol, words the result.</summary>
/// <param name="file">How to probe, how many clips may lack an embedding, what memory there is, where embeddings may lie.</param>
/// <param name="memory">What the probes at work share.</param>
/// <param name="machineBytes">Memory of the machine.</param>
internal sealed class TaskProbe(PipelineFile file, MemoryGate memory, long machineBytes, ILogger log)
{
    /// <summary>The result, with a failure in words when the task cannot be scored; predictions of test clips beside it.</summary>
    public async Task<ProbeOutcome> RunAsync(ProbeJob job, CancellationToken cancelled)
    {
        var (set, task) = (job.Set, job.Task);
        var clips = task.Clips.Where(clip => set.Windows(clip) > 0).ToArray();
        var skipped = task.Clips.Count - clips.Length;
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
            Split = task.Dataset.SplitList,
        };
        if (skipped > file.Data.SkipLimit * task.Clips.Count)
        {
            var why = $"{skipped} of {task.Clips.Count} clips have no embedding, more than data.skipLimit allows ({file.Data.SkipLimit:P1}); "
                + "failures.csv says why.";
            return new ProbeOutcome(job, result with { Failure = why }, []);
        }
        try
        {
            var rows = new TaskRows(job, clips);
            var room = ProbeRoom.Of(file, task, (long)rows.Count * set.Encoder.Dimension * sizeof(float));
            if (room.Refusal(machineBytes, file.Probe.Protocol) is { } refusal) throw new ProbeException(refusal);
            using var held = await memory.EnterAsync(room.MemoryBytes, cancelled);
            using var embeddings = Reserve(rows.Count, job, room);
            await rows.ReadAsync(embeddings, cancelled);
            var report = ProbeRunner.Run(Task(embeddings, rows, task, clips), FoldPlan.Of(task.Dataset, clips), file.Probe, cancelled);
            return new ProbeOutcome(job, Scored(result, report, rows), report.Predictions);
        }
        catch (ProbeException fault)
        {
            return new ProbeOutcome(job, result with { Failure = fault.Message }, []);
        }
    }

    private EmbeddingMatrix Reserve(int rows, ProbeJob job, ProbeRoom room)
    {
        if (!room.IsInFile) return new EmbeddingMatrix(rows, job.Set.Encoder.Dimension);
        var path = ProbeFiles.NewPath(file.Output.Cache);
        log.Information("{Encoder} on {Task}: {Bytes} bytes of embeddings are more than embed.memory and lie in the temporary file {Path}",
            job.Encoder.Name, job.Task.Name, room.EmbeddingBytes, path);
        try
        {
            return EmbeddingMatrix.InFile(rows, job.Set.Encoder.Dimension, path);
        }
        catch (IOException fault)
        {
            throw new ProbeException(
                $"Its {ByteSize.Format(room.EmbeddingBytes)} of embeddings are more than embed.memory and need a temporary file: {fault.Message}");
        }
    }

    private static ProbeTask Task(EmbeddingMatrix embeddings, TaskRows rows, RunTask task, int[] clips) => new()
    {
        Embeddings = embeddings,
        FirstRow = rows.First,
        AugmentedFirstRow = rows.Augmented,
        Mixtures = rows.Mixtures,
        Slots = [.. task.Labels.Select(label => new LabelSlot(label.Name, label.Classes, [.. clips.Select(clip => label.Values[clip])]))],
        ClipIds = [.. clips.Select(clip => task.Dataset.Clips[clip].Id)],
        Metric = task.Definition.Metric,
        MultiLabel = task.Definition.IsMultiLabel,
        Recipe = task.Definition.Recipe,
    };

    private static TaskResults Scored(TaskResults result, ProbeReport report, TaskRows rows) => result with
    {
        Score = report.Score,
        Interval = [report.Interval.Low, report.Interval.High],
        PerSeed = report.PerSeed,
        PerFold = report.PerFold,
        Chance = report.Chance,
        Train = report.TrainClips,
        Test = report.TestClips,
        UnseenClasses = report.UnseenClasses,
        Probe = new ProbeDetails(report.Protocol, report.Settings, report.Fits, [.. report.Warnings, .. Warnings(rows)]),
    };

    private static IEnumerable<string> Warnings(TaskRows rows) => rows.ViewsLeftOut == 0 ? [] :
        [$"{rows.ViewsLeftOut} augmented views of training clips are left out: they, or the clips they are mixed with, have no embedding."];
}
