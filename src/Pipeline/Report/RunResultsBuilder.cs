using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Runs;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Report;

/// <summary>Puts what a run did and found into the shape of results.json, encoders and tasks in the order of the pipeline file.</summary>
internal sealed class RunResultsBuilder(PipelineFile file, EmbeddingPlan plan, Readiness ready, IReadOnlyList<ProbeOutcome> outcomes)
{
    public RunResults Build(RunCounters counters, IReadOnlyList<Stage> stages, DateTimeOffset started, DateTimeOffset finished) => new()
    {
        Pipeline = file.Name,
        Started = started,
        Finished = finished,
        Encoders = [.. ready.Encoders.Select(Encoder)],
        Embedding = new EmbeddingTotals(
            Computed: counters.EmbeddedClips,
            Reused: plan.Sets.Sum(set => (long)set.Reused),
            Skipped: counters.SkippedClips,
            AudioSeconds: counters.AudioSeconds,
            EmbedSeconds: counters.EmbedSeconds,
            WallSeconds: (finished - started).TotalSeconds),
        Stages = [.. stages.Select(stage => new StageTotals(stage.Name, stage.Items, stage.BusySeconds, stage.Parallelism))],
    };

    private EncoderResults Encoder(EncoderRun encoder)
    {
        var architecture = encoder.Settings.Architecture;
        var tasks = file.Tasks
            .SelectMany(task => Results(encoder, task))
            .Select(result => result with { Paper = Paper(architecture, result.Task) })
            .ToList();
        var whole = BenchmarkScores.Of(tasks.Where(task => !task.Partial));
        return new EncoderResults
        {
            Name = encoder.Name,
            Architecture = architecture,
            Key = encoder.Key,
            Parameters = encoder.Parameters,
            Dimension = encoder.Dimension,
            Hares = whole.Hares,
            Domains = whole.Domains,
            OfParts = tasks.Exists(task => task.Partial) ? BenchmarkScores.Of(tasks) : null,
            Paper = PaperScores.Of(architecture) is { Count: > 0 } rows ? [.. rows.Select(row => row.Means)] : null,
            Tasks = tasks,
        };
    }

    private IEnumerable<TaskResults> Results(EncoderRun encoder, string task) => ready.Failed.TryGetValue(task, out var why)
        ? [new TaskResults { Task = task, Metric = MetricNames.Of(TaskCatalogue.Find(task).Metric), Failure = why }]
        : outcomes.Where(outcome => outcome.Job.Encoder == encoder && outcome.Job.Task.Name == task).Select(outcome => outcome.Result);

    private static Dictionary<string, double>? Paper(string architecture, string task)
    {
        var rows = PaperScores.Of(architecture).Where(row => row.Scores.ContainsKey(task)).ToDictionary(row => row.Training, row => row.Scores[task]);
        return rows.Count > 0 ? rows : null;
    }
}
