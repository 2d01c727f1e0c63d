using System.Globalization;
using System.Text.Json;
using Hares.Embed;
using Hares.Ingest.Audio;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Configuration.Json;
using Hares.Pipeline.Graph;
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
        var tasks = new TaskLoader(file).Load();
        var encoders = EncoderRuns.Of(file);
        using var plan = await new EmbeddingPlanner(file.Output.Cache, file.Seed, readOnly: true, Serilog.Core.Logger.None).PlanAsync(tasks, encoders, cancelled);
        var rows = plan.Sets.GroupBy(set => set.Store).Select(sets => Row([.. sets])).ToList();
        var notes = new PlanMemory(file, set => MeanSeconds(set.Dataset, ToEmbed(set), set.Planned), ProbeRoom.MachineBytes)
            .Notes(plan, tasks, encoders);
        var speed = LastSpeed(file);
        if (options.Json) await Console.Out.WriteAsync(ResultsJson.Text(new { rows, notes, realTimeFactorOfLastRun = speed }));
        else await Console.Out.WriteAsync(Table(rows) + Summary(file, tasks, rows, speed) + string.Concat(notes.Select(note => note + "\n")));
        return ExitCode.Done;
    }

    /// <summary>The clips as they are, or all of their views together.</summary>
    private static PlanRow Row(IReadOnlyList<EmbeddingSet> views)
    {
        var set = views[0];
        var toEmbed = views.Sum(view => view.Planned);
        var mean = MeanSeconds(set.Dataset, views.SelectMany(ToEmbed), toEmbed);
        var (seconds, windows) = (mean * toEmbed, set.Plan.Count(mean) * toEmbed);
        var plan = set.View == 0 ? set.Plan.ToString() : $"{set.Plan}, {views.Count} views";
        var bytes = windows * set.Encoder.Dimension * (set.Encoder.Storage == EmbeddingStorage.Float16 ? 2 : 4);
        return new PlanRow(set.Dataset.Name, plan, set.Encoder.Name, views.Sum(view => view.Reused), toEmbed, seconds / 3600, (long)bytes);
    }

    private static IEnumerable<int> ToEmbed(EmbeddingSet set) => Enumerable.Range(0, set.Dataset.Clips.Count).Where(set.IsToDo);

    /// <summary>Mean length of the clips to embed, from the headers of an evenly spread sample.</summary>
    private static double MeanSeconds(Dataset dataset, IEnumerable<int> toDo, int count)
    {
        var decoder = new AudioDecoder(new AudioDecoderOptions { UseFfmpeg = false });
        var step = Math.Max(1, count / SampledClips);
        var lengths = new List<double>();
        foreach (var clip in toDo.Where((_, i) => i % step == 0).Select(place => dataset.Clips[place]))
        {
            if (clip.DurationSeconds is { } stretch) lengths.Add(stretch);
            else if (decoder.TryInspect(clip.Path, out var header, out _) && header.DurationSeconds is { } whole) lengths.Add(whole);
        }
        return lengths.DefaultIfEmpty().Average();
    }

    /// <summary>Audio embedded a second by the newest finished run of this pipeline; null when there is none that can be read.</summary>
    private static double? LastSpeed(PipelineFile file)
    {
        var path = Path.Combine(file.Output.Runs, file.Name, "latest", "results.json");
        try
        {
            var last = JsonSerializer.Deserialize<RunResults>(File.ReadAllText(path), ResultsJson.Options)?.Embedding;
            return last is { AudioSeconds: > 0, WallSeconds: > 0 } ? last.AudioSeconds / last.WallSeconds : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // an estimate is not worth failing for
        }
    }

    private static string Table(IReadOnlyList<PlanRow> rows) => TextTable.Aligned(
    [
        ["dataset", "windows", "encoder", "cached", "to embed", "hours", "disk"],
        .. rows.Select(row => (string[])
        [
            row.Dataset, row.Plan, row.Encoder,
            row.Cached.ToString("N0", CultureInfo.InvariantCulture),
            row.ToEmbed.ToString("N0", CultureInfo.InvariantCulture),
            row.Hours.ToString("0.00", CultureInfo.InvariantCulture),
            ByteSize.Format(row.DiskBytes),
        ]),
    ]);

    private static string Summary(PipelineFile file, IReadOnlyList<RunTask> tasks, IReadOnlyList<PlanRow> rows, double? speed)
    {
        var hours = rows.Sum(row => row.Hours);
        var cached = rows.Sum(row => (double)row.Cached) / Math.Max(1, rows.Sum(row => row.Cached + row.ToEmbed));
        var time = rows.All(row => row.ToEmbed == 0) ? "nothing to embed"
            : hours == 0 ? "time unknown: no audio of those to embed can be read"
            : speed is { } factor
            ? $"about {TimeSpan.FromHours(hours / factor):h\\:mm\\:ss} at the last run's {factor:N0}x real time"
            : "time unknown before the first run";
        return string.Create(CultureInfo.InvariantCulture,
            $"{tasks.Count} tasks, {file.Encoders.Count} encoders, {tasks.Count * file.Encoders.Count} probes (protocol {file.Probe.Protocol}); {cached:P0} cached, {time}, {ByteSize.Format(rows.Sum(row => (double)row.DiskBytes))} more disk\n");
    }
}
