using Hares.Embed.Cache;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Report;
using Hares.Probe;

namespace Hares.Pipeline.Tasks;

/// <summary>Trains and scores one probe: gathers the task's embeddings from the cache, hands them to the protocol, words the result.</summary>
internal sealed class TaskProbe(ProbeOptions options, double skipLimit)
{
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
            using var embeddings = new EmbeddingMatrix(clips.Sum(set.Windows), set.Encoder.Dimension);
            var firstRow = await FillAsync(embeddings, set, clips, cancelled);
            var report = ProbeRunner.Run(Task(embeddings, firstRow, task, clips), FoldPlan.Of(task.Dataset, clips), options, cancelled);
            return new ProbeOutcome(job, Scored(result, report), report.Predictions);
        }
        catch (ProbeException fault)
        {
            return new ProbeOutcome(job, result with { Failure = fault.Message }, []);
        }
    }

    /// <summary>Copies the clips' embeddings from the cache, each to its rows; gives the first row of every clip.</summary>
    private static async Task<int[]> FillAsync(EmbeddingMatrix embeddings, EmbeddingSet set, List<int> clips, CancellationToken cancelled)
    {
        var firstRow = new int[clips.Count + 1];
        for (var i = 0; i < clips.Count; i++) firstRow[i + 1] = firstRow[i] + set.Windows(clips[i]);

        var rowOf = clips.Index().ToDictionary(entry => new ClipKey(set.Dataset.Clips[entry.Item].Id, 0), entry => firstRow[entry.Index]);
        await set.Store.ReadAsync(rowOf.ContainsKey, (clip, window, embedding) => embedding.CopyTo(embeddings.Row(rowOf[clip] + window)), cancellation: cancelled);
        return firstRow;
    }

    private static ProbeTask Task(EmbeddingMatrix embeddings, int[] firstRow, RunTask task, List<int> clips) => new()
    {
        Embeddings = embeddings,
        FirstRow = firstRow,
        Labels = [.. clips.Select(clip => task.Labels[0].Values[clip])],
        ClassNames = task.Labels[0].Classes,
        ClipIds = [.. clips.Select(clip => task.Dataset.Clips[clip].Id)],
        Metric = task.Definition.Metric,
        MultiLabel = task.Definition.IsMultiLabel,
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
        Probe = new ProbeDetails(report.Protocol, report.Settings, report.Fits, report.Warnings),
    };
}
