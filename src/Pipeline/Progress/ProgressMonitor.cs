using Hares.Pipeline.Graph;
using Hares.Pipeline.Report;
using Hares.Pipeline.Runs;
using Serilog;
using Spectre.Console;

namespace Hares.Pipeline.Progress;

/// <summary>Looks at a run's counters and meters and tells how far it is.</summary>
/// <param name="plan">What is to be embedded.</param>
/// <param name="counters">What has been.</param>
/// <param name="stages">The stages of the embedding, those that share their workers together.</param>
/// <param name="probes">The stage that counts the probes done.</param>
/// <param name="probeCount">How many there are to do.</param>
/// <param name="log">Is told when progress can no longer be shown.</param>
/// <param name="clock">Tells the time since the monitor was made.</param>
internal sealed class ProgressMonitor(
    EmbeddingPlan plan, RunCounters counters, IReadOnlyList<IReadOnlyList<Stage>> stages, Stage probes, int probeCount, ILogger log, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private readonly Dictionary<Stage, double> _busyBefore = [];
    private double? _embeddedSeconds; // the run's age when the last clip was settled: speeds are of the time until then

    /// <summary>Shows progress on standard error until the work ends, then gives the work's own outcome.</summary>
    public Task ShowAsync(ProgressKind kind, Task work) => ShowAsync(() => View(kind), work);

    /// <summary>The same by the view that <paramref name="choose"/> gives, or by none.</summary>
    internal async Task ShowAsync(Func<IProgressView?> choose, Task work)
    {
        try
        {
            if (choose() is { } view) await view.ShowAsync(Look, work);
        }
        catch (Exception fault)
        {
            // The work uses what the caller disposes after it, and its results do not depend on being watched.
            log.Warning(fault, "progress is not shown any more; the run goes on");
        }
        await work;
    }

    internal ProgressSnapshot Look()
    {
        var elapsed = clock.GetElapsedTime(_started);
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-3);
        var datasets = plan.Sets
            .Where(set => set.Planned > 0)
            .GroupBy(set => set.Dataset.Name)
            .Select(group => new DatasetProgress(group.Key, group.Sum(set => (long)set.Settled), group.Sum(set => (long)set.Planned)))
            .ToList();
        if (datasets.TrueForAll(dataset => dataset.Settled == dataset.Planned)) seconds = _embeddedSeconds ??= seconds;
        return new ProgressSnapshot
        {
            Elapsed = elapsed,
            Datasets = datasets,
            ClipsPerSecond = datasets.Sum(dataset => dataset.Settled) / seconds,
            RealTimeFactor = counters.AudioSeconds / seconds,
            Left = Left(seconds),
            Skipped = counters.SkippedClips,
            Bottleneck = Busiest(),
            ProbesDone = (int)probes.Items,
            Probes = probeCount,
        };
    }

    /// <summary>
    /// Reckoned in seconds of windows, for a window of five takes about five times as long as one of one. Clips to come have as many windows as those of their set
    /// so far, or of any set while it has none.
    /// </summary>
    private TimeSpan? Left(double seconds)
    {
        var settled = plan.Sets.Sum(set => (long)set.Settled);
        var done = plan.Sets.Sum(set => set.SettledWindows * set.Plan.LengthSeconds);
        if (done == 0) return null;
        var usual = plan.Sets.Sum(set => set.SettledWindows) / (double)settled;
        var toDo = plan.Sets.Sum(set =>
            (set.Planned - set.Settled) * set.Plan.LengthSeconds * (set.SettledWindows == 0 ? usual : set.SettledWindows / (double)set.Settled));
        var left = seconds * toDo / done;
        // The writing stage counts on meanwhile: windows may be there before their clip is, and a quotient of the two be anything.
        return left >= 0 && left < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(left) : null;
    }

    private IProgressView? View(ProgressKind kind)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Interactive = Console.IsErrorRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        return ProgressViews.For(kind, console, Console.Error, clock);
    }

    /// <summary>
    /// The stage whose workers were busy for the greatest share of the time since the last look; of those that share workers, whose shares add up, the
    /// one that took more of it.
    /// </summary>
    private string? Busiest()
    {
        var (busiest, most) = ((string?)null, 0.0);
        foreach (var sharing in stages)
        {
            var times = sharing.Select(stage => (stage.Name, Seconds: SinceLastLook(stage))).ToList();
            var share = times.Sum(time => time.Seconds) / sharing[0].Parallelism;
            if (share > most) (busiest, most) = (times.MaxBy(time => time.Seconds).Name, share);
        }
        return busiest;
    }

    private double SinceLastLook(Stage stage)
    {
        var busy = stage.BusySeconds;
        var before = _busyBefore.GetValueOrDefault(stage);
        _busyBefore[stage] = busy;
        return busy - before;
    }
}
