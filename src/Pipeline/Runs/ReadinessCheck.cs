using Hares.Embed.Encoders;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Runs;

/// <summary>
/// Looks at everything a run needs before any work is done, datasets, labels, encoders and devices, and tells all faults in one message.
/// </summary>
internal sealed class ReadinessCheck(PipelineFile file)
{
    private readonly TaskLoader _loader = new(file);
    private readonly DatasetPreparation _preparation = new(file);

    /// <summary>What can be told without changing anything on disk; datasets that a run would make or unpack first are not looked into.</summary>
    /// <exception cref="UnfitRunException">Something stands in the way of a run.</exception>
    public Readiness Look()
    {
        var faults = new FaultList();
        var encoders = EncoderRuns.Of(file, faults);
        foreach (var plan in file.Tasks.Select(task => _loader.Define(task).Plan).Distinct())
            foreach (var encoder in encoders) faults.Try(() => encoder.RequireFrames(plan));
        var awaited = faults.Try(_preparation.Awaited) ?? new Dictionary<string, string>();
        var (tasks, failed) = Load(awaited, new Dictionary<string, string>(), faults);
        // Otherwise only the encoders that have something to embed need it, and the cache tells which they are.
        if (faults.Any) RequireDevices(encoders, faults);
        faults.ThrowIfAny(file.Path);
        return new Readiness(encoders, tasks, failed, awaited);
    }

    /// <summary>Makes and unpacks what waits for it, once everything else is known to be in order.</summary>
    /// <param name="say">Is told what takes time, in a line.</param>
    /// <param name="cancelled">Ends the call; what is whole stays.</param>
    /// <exception cref="UnfitRunException">Something stands in the way of the run.</exception>
    public Readiness Prepare(Action<string> say, CancellationToken cancelled)
    {
        var ready = Look();
        if (ready.Awaited.Count > 0)
        {
            var faults = new FaultList();
            var (loaded, failed) = Load(new Dictionary<string, string>(), _preparation.Prepare(say, cancelled), faults);
            faults.ThrowIfAny(file.Path);
            ready = ready with { Tasks = loaded, Failed = failed, Awaited = new Dictionary<string, string>() };
        }
        foreach (var tasks in ready.Failed.GroupBy(task => task.Value, task => task.Key))
            say($"{string.Join(", ", tasks)} cannot be scored: {tasks.Key}");
        return ready;
    }

    /// <summary>Gives these encoders their devices; those that are not there are faults, each of them.</summary>
    public void RequireDevices(IEnumerable<EncoderRun> encoders, FaultList faults)
    {
        foreach (var encoder in encoders)
        {
            var found = file.Embed.Devices.Distinct().Select(device => faults.Try(() => EncoderCatalogue.DeviceOf(encoder.Settings, device))).ToList();
            if (!found.Contains(null)) encoder.Place(file.Embed.Devices);
        }
    }

    private (IReadOnlyList<RunTask> Tasks, IReadOnlyDictionary<string, string> Failed) Load(
        IReadOnlyDictionary<string, string> awaited, IReadOnlyDictionary<string, string> damaged, FaultList faults)
    {
        List<RunTask> tasks = [];
        Dictionary<string, string> failed = [];
        foreach (var name in file.Tasks)
        {
            var dataset = _loader.Define(name).Dataset;
            if (awaited.ContainsKey(dataset)) continue;
            if (Fault(name, damaged.GetValueOrDefault(dataset), tasks) is not { } fault) continue;
            if (file.Data.AllowPartial && !file.Datasets.ContainsKey(dataset)) failed.Add(name, fault);
            else faults.Add(fault);
        }
        if (tasks.Count == 0 && awaited.Count == 0)
            foreach (var fault in failed.Values) faults.Add(fault);
        return (tasks, failed);
    }

    /// <summary>Adds the task, or says why it cannot be scored.</summary>
    private string? Fault(string name, string? damage, List<RunTask> tasks)
    {
        if (damage is not null) return damage;
        try
        {
            var task = _loader.Load(name);
            if (ScoringCheck.Fault(task) is { } fault) return fault;
            tasks.Add(task);
            return null;
        }
        catch (DatasetException fault)
        {
            return fault.Message;
        }
    }
}
