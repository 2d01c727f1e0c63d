using System.Globalization;
using Hares.Embed;
using Hares.Embed.Encoders;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Progress;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Runs;

/// <summary>What a run would do, without doing it: nothing on disk is changed and no lock is taken.</summary>
internal static class PlanReport
{
    private const int SampledClips = 200;

    public static async Task<int> WriteAsync(RunOptions options, CancellationToken cancelled)
    {
        var file = RunInputs.Read(options);
        var check = new ReadinessCheck(file);
        var ready = check.Look();
        using var plan = await new EmbeddingPlanner(file.Output.Cache, file.Seed, readOnly: true, Serilog.Core.Logger.None)
            .PlanAsync(ready.Tasks, ready.Encoders, cancelled);
        RequireNetworks(file, check, plan);
        var rows = plan.Sets.GroupBy(set => set.Store).Select(sets => Row([.. sets])).ToList();
        var notes = new PlanMemory(file, set => MeanSeconds(set.Dataset, ToEmbed(set), set.Planned), ProbeRoom.MachineBytes)
            .Notes(plan, ready.Tasks, ready.Encoders);
        var speed = PastSpeed.Of(file);
        if (options.Json)
            await Console.Out.WriteAsync(ResultsJson.Text(new { rows, notes, ready.Awaited, ready.Failed, realTimeFactorOfLastRun = speed }));
        else
            await Console.Out.WriteAsync(
                (rows.Count == 0 ? "" : Table(rows) + Summary(file, ready.Tasks, rows, speed)) + Lines(notes) + Notes(ready));
        return ready.Failed.Count > 0 ? ExitCode.TaskFailed : ExitCode.Done;
    }

    /// <summary>As a run does: only encoders that have something to embed need their device, and weights that fit.</summary>
    private static void RequireNetworks(PipelineFile file, ReadinessCheck check, EmbeddingPlan plan)
    {
        var faults = new FaultList();
        var encoders = plan.Sets.Where(set => set.Planned > 0).Select(set => set.Encoder).Distinct().ToList();
        check.RequireDevices(encoders, faults);
        foreach (var encoder in encoders) faults.Try(() => EncoderCatalogue.RequireWeights(encoder.Settings));
        faults.ThrowIfAny(file.Path);
        if (plan.Sets.Count > 0) _ = Capacities.For(file, ClipSizes.Of(plan, file.Data.MaxClipSeconds));
    }

    private static string Notes(Readiness ready) => Lines(
        ready.Awaited.Select(dataset => $"{dataset.Key}: {dataset.Value} by a run first; its clips are not counted here")
            .Concat(ready.Failed.Select(task => $"{task.Key} cannot be scored: {task.Value}")));

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>The clips as they are, or all of their views together.</summary>
    private static PlanRow Row(IReadOnlyList<EmbeddingSet> views)
    {
        var set = views[0];
        var toEmbed = views.Sum(view => view.Planned);
        var mean = MeanSeconds(set.Dataset, views.SelectMany(ToEmbed), toEmbed);
        var (seconds, windows) = (mean * toEmbed, set.Plan.Count(mean) * toEmbed);
        var plan = set.View == 0 ? set.Plan.ToString() : $"{set.Plan}, {views.Count} {(set.Partners is null ? "" : "mixed ")}views";
        var bytes = windows * set.Encoder.Dimension * (set.Encoder.Storage == EmbeddingStorage.Float16 ? 2 : 4);
        var row = new PlanRow(set.Dataset.Name, plan, set.Encoder.Name, views.Sum(view => view.Reused), toEmbed, seconds / 3600, (long)bytes);
        return toEmbed > 0 && mean == 0 ? row with { Hours = null, DiskBytes = null } : row;
    }

    private static IEnumerable<int> ToEmbed(EmbeddingSet set) => Enumerable.Range(0, set.Dataset.Clips.Count).Where(set.IsToDo);

    /// <summary>Mean length of the clips to embed, from an evenly spread sample; 0 when it cannot be told.</summary>
    private static double MeanSeconds(Dataset dataset, IEnumerable<int> toDo, int count)
    {
        var step = Math.Max(1, count / SampledClips);
        return ClipLengths.MeanSeconds([.. toDo.Where((_, i) => i % step == 0).Select(place => dataset.Clips[place])]);
    }

    private static string Table(IReadOnlyList<PlanRow> rows) => TextTable.Aligned(
    [
        ["dataset", "windows", "encoder", "cached", "to embed", "hours", "disk"],
        .. rows.Select(row => (string[])
        [
            row.Dataset, row.Plan, row.Encoder,
            row.Cached.ToString("N0", CultureInfo.InvariantCulture),
            row.ToEmbed.ToString("N0", CultureInfo.InvariantCulture),
            row.Hours?.ToString("0.00", CultureInfo.InvariantCulture) ?? "unknown",
            row.DiskBytes is { } bytes ? ByteSize.Format(bytes) : "unknown",
        ]),
    ]);

    private static string Summary(PipelineFile file, IReadOnlyList<RunTask> tasks, IReadOnlyList<PlanRow> rows, double? speed)
    {
        var hours = rows.Sum(row => row.Hours ?? 0);
        var untold = rows.Where(row => row.Hours is null).Select(row => row.Dataset).Distinct().ToList();
        var cached = rows.Sum(row => (double)row.Cached) / Math.Max(1, rows.Sum(row => row.Cached + row.ToEmbed));
        var time = rows.All(row => row.ToEmbed == 0) ? "nothing to embed"
            : untold.Count > 0 ? $"time unknown: of {string.Join(", ", untold)} no clip that was looked at can be used (data check says why)"
            : speed is { } factor
            ? $"about {ProgressLine.Clock(TimeSpan.FromHours(hours / factor))} at the last run's {factor:N0}x real time"
            : $"time unknown before the first run that embeds {PastSpeed.LeastClips} clips or more";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(tasks.Count, "task")}, {Counted.Of(file.Encoders.Count, "encoder")}, "
            + $"{Counted.Of(tasks.Count * file.Encoders.Count, "probe")} (protocol {file.Probe.Protocol}); "
            + $"{cached:P0} cached, {time}, {ByteSize.Format(rows.Sum(row => (double)(row.DiskBytes ?? 0)))} more disk\n");
    }
}
