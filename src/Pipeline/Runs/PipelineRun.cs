using System.Collections.Concurrent;
using Hares.Embed;
using Hares.Embed.Cache;
using Hares.Embed.Encoders;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Progress;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;
using Serilog;

namespace Hares.Pipeline.Runs;

/// <summary>One execution of a pipeline file: the place where everything is wired together.</summary>
internal sealed class PipelineRun(
    PipelineFile file, RunOptions options, RunStages stages, DateTimeOffset started, RunFolder folder, ILogger log, TimeProvider clock)
{
    private readonly RunCounters _counters = new();
    private bool _isEmbedding; // or beyond that: before, nothing is done that was not done before

    /// <summary>Reads the file, takes the cache's lock, runs, and says what came of it.</summary>
    /// <returns>The program's exit code.</returns>
    public static async Task<int> RunAsync(RunOptions options, RunStages stages, CancellationToken cancelled)
    {
        var clock = TimeProvider.System;
        var file = RunInputs.Read(options);
        if (!CacheLock.TryAcquire(file.Output.Cache, clock, out var taken, out var holder)) throw new CacheLockedException(file.Output.Cache, holder);
        using var heldUntilTheEnd = taken;
        ProbeFiles.ClearUp(file.Output.Cache);

        using var stopping = cancelled.Register(() => Console.Error.WriteLine("Stopping: the batch in the network ends first."));
        var started = clock.GetUtcNow();
        UseThreads(file, stages);
        var ready = new ReadinessCheck(file).Prepare(Console.Error.WriteLine, cancelled);
        try
        {
            return await RunAsync(file, options, stages, started, ready, clock, cancelled);
        }
        finally
        {
            foreach (var encoder in ready.Encoders) encoder.Dispose();
        }
    }

    /// <summary>In a folder of its own, which does not stay where nothing is done.</summary>
    private static async Task<int> RunAsync(
        PipelineFile file, RunOptions options, RunStages stages, DateTimeOffset started, Readiness ready, TimeProvider clock,
        CancellationToken cancelled)
    {
        var folder = RunFolder.Create(file.Output.Runs, file.Name, started);
        PipelineRun? run = null;
        try
        {
            await using var log = RunLog.Open(folder, options.Verbose);
            AtomicFile.WriteText(folder.File("pipeline.json"), PipelineWriter.Text(file));
            log.Information("pipeline {Name} from {Path}, run folder {Folder}", file.Name, file.Path, folder.Path);
            run = new PipelineRun(file, options, stages, started, folder, log, clock);
            return await run.RunLoggedAsync(ready, cancelled);
        }
        catch (Exception fault) when (run is { _isEmbedding: false } && ExitCode.Of(fault) == ExitCode.BadInput)
        {
            folder.Remove();
            throw;
        }
    }

    private async Task<int> RunLoggedAsync(Readiness ready, CancellationToken cancelled)
    {
        try
        {
            using var plan = await new EmbeddingPlanner(file.Output.Cache, file.Seed, readOnly: false, log)
                .PlanAsync(ready.Tasks, ready.Encoders, cancelled);
            return await RunAsync(plan, ready, cancelled);
        }
        catch (Exception fault)
        {
            log.Information(fault, "the run ended early");
            throw;
        }
    }

    private async Task<int> RunAsync(EmbeddingPlan plan, Readiness ready, CancellationToken cancelled)
    {
        var loaded = stages.HasFlag(RunStages.Embed) ? plan.Sets.Where(set => set.Planned > 0).Select(set => set.Encoder).Distinct().ToList() : [];
        var faults = new FaultList();
        new ReadinessCheck(file).RequireDevices(loaded, faults);
        faults.ThrowIfAny(file.Path);
        var capacities = Capacities.For(file, loaded.Count > 0 ? ClipSizes.Of(plan, file.Data.MaxClipSeconds) : ClipSizes.None);
        await LoadAsync(loaded, capacities);
        var embeddingStages = new EmbeddingStages(capacities, clock);
        var probeStage = new Stage("probe", file.Embed.Threads, clock);
        using var probeMemory = new MemoryGate(file.Embed.MemoryBytes);
        var jobs = stages.HasFlag(RunStages.Probe)
            ? ready.Tasks.SelectMany(task => ready.Encoders.Select(encoder => plan.Probe(encoder, task))).ToList()
            : [];
        var probed = new ConcurrentDictionary<ProbeJob, ProbeOutcome>();

        _isEmbedding = true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var embedding = stages.HasFlag(RunStages.Embed) ? EmbedAsync(plan, capacities, embeddingStages, stop.Token) : Assume(plan);
        var probing = new ProbeStages(probeStage, async (job, token) => probed[job] = await ProbeAsync(job, probeMemory, token))
            .RunAsync(jobs, stop.Token);
        IReadOnlyList<IReadOnlyList<Stage>> sharing = [[embeddingStages.Decode, embeddingStages.LogMel], [embeddingStages.Embed], [embeddingStages.Write]];
        var monitor = new ProgressMonitor(plan, _counters, sharing, probeStage, jobs.Count, log, clock);
        await monitor.ShowAsync(options.Progress, FirstFault(embedding, probing, stop));

        var outcomes = jobs.Select(job => probed[job]).ToList();
        var results = new RunResultsBuilder(file, plan, ready, outcomes)
            .Build(_counters, [.. embeddingStages.All, probeStage], started, clock.GetUtcNow());
        await WriteAsync(results, outcomes);
        var isFailed = ready.Failed.Count > 0 || outcomes.Exists(outcome => outcome.Result.Failure is not null) || IsOverSkipLimit(plan);
        var code = isFailed ? ExitCode.TaskFailed : ExitCode.Done;
        LogEnd(results.Embedding, code);
        return code;
    }

    private async Task<ProbeOutcome> ProbeAsync(ProbeJob job, MemoryGate memory, CancellationToken cancelled)
    {
        var outcome = await new TaskProbe(file, memory, ProbeRoom.MachineBytes, log).RunAsync(job, cancelled);
        log.Information("{Encoder} on {Task}: {Score} {Failure}", job.Encoder.Name, job.Task.Name, outcome.Result.Score, outcome.Result.Failure);
        return outcome;
    }

    private async Task EmbedAsync(EmbeddingPlan plan, Capacities capacities, EmbeddingStages embeddingStages, CancellationToken cancelled)
    {
        if (plan.Sets.All(set => set.Planned == 0)) return;
        var decoding = new ClipDecoding(file.Data.MaxClipSeconds);
        var writing = new CacheWriting(_counters, file.Embed.FlushSeconds, clock);
        var batcher = new WindowBatcher((encoder, frames) => encoder.WindowsAtOnce(frames));
        var graph = new EmbeddingGraph(decoding, new ClipLogMel(file.Seed), batcher, writing, capacities, embeddingStages);
        var embeddingSince = clock.GetTimestamp();
        await graph.RunAsync(plan.Jobs(), cancelled);
        _counters.EmbedSeconds = clock.GetElapsedTime(embeddingSince).TotalSeconds;

        foreach (var set in plan.Sets)
            if (set.Settled != set.Planned)
                throw new InvalidOperationException(
                    $"{set.Encoder.Name} on {set.Dataset.Name}: {set.Planned} clips went in, {set.Settled} came out; this is a bug of Hares.");
    }

    /// <summary>Loads the networks that have something to embed: weights that do not fit must be told before any audio is decoded.</summary>
    private async Task LoadAsync(IReadOnlyList<EncoderRun> encoders, Capacities capacities)
    {
        if (file.Embed.Precision == Precision.Bfloat16) SayWhatBfloat16Means(encoders);
        Lock[] turns = [.. file.Embed.Devices.Select(_ => new Lock())];
        foreach (var encoder in encoders) await encoder.LoadAsync(capacities.LimitOf(encoder.FrameSizes, file.Embed), turns);
    }

    private void SayWhatBfloat16Means(IReadOnlyList<EncoderRun> encoders)
    {
        foreach (var encoder in encoders.Where(encoder => !EncoderCatalogue.IsNetwork(encoder.Settings)))
            log.Information("{Encoder} computes in float32: embed.precision is for networks of the catalogue", encoder.Name);
        if (!Processor.MultipliesBfloat16 && encoders.Any(encoder => EncoderCatalogue.IsNetwork(encoder.Settings) && !encoder.FrameSizes.IsOnGpu))
            log.Warning(
                "this processor does not multiply bfloat16 itself: networks take 20 to 30 times as long as in float32; "
                + "set embed.precision to float32");
    }

    /// <summary>For <c>probe</c>: what is not cached counts as skipped, so that the tasks' own limits decide.</summary>
    private static Task Assume(EmbeddingPlan plan)
    {
        foreach (var set in plan.Sets) set.MarkComplete();
        return Task.CompletedTask;
    }

    /// <summary>Waits for both halves; when one fails the other is stopped, and the failure is what is thrown.</summary>
    private static async Task FirstFault(Task embedding, Task probing, CancellationTokenSource stop)
    {
        var first = await Task.WhenAny(embedding, probing);
        if (!first.IsCompletedSuccessfully) await stop.CancelAsync();
        try
        {
            await Task.WhenAll(embedding, probing);
        }
        catch (Exception) when (first is { IsFaulted: true })
        {
            await first;
            throw;
        }
        catch (OperationCanceledException) when (embedding.IsFaulted || probing.IsFaulted)
        {
            await (embedding.IsFaulted ? embedding : probing);
            throw;
        }
    }

    private static void UseThreads(PipelineFile file, RunStages stages)
    {
        // Decoding, log-mel, networks and probes block pool threads while they compute; the pool must not grow one thread every half second.
        ThreadPool.SetMinThreads(2 * file.Embed.Threads + file.Embed.Devices.Count + 8, 8);
        if (stages.HasFlag(RunStages.Probe) || file.Encoders.Any(encoder => encoder.Settings.Architecture != EncoderCatalogue.LogMelStatistics))
            TorchThreads.Set(file.Embed.Threads);
    }

    private async Task WriteAsync(RunResults results, IReadOnlyList<ProbeOutcome> outcomes)
    {
        AtomicFile.WriteText(folder.File("failures.csv"), writer => FailuresCsv.Write(writer, _counters.Failures));
        AtomicFile.WriteText(folder.File("results.json"), ResultsJson.Text(results));
        if (stages.HasFlag(RunStages.Probe)) await PredictionsParquet.WriteAsync(folder.File("predictions.parquet"), outcomes);
        folder.MarkLatest();
        await StandardOutput.WriteAsync(options.Json ? ResultsJson.Text(results) : ResultsTable.Text(results), folder.File("results.json"));
        await Console.Error.WriteLineAsync(RunSummary.Text(results, folder));
    }

    private void LogEnd(EmbeddingTotals embedding, int code)
    {
        foreach (var (kind, count) in _counters.Failures.CountBy(failure => (failure.Encoder, failure.Dataset, failure.Reason)))
            log.Information("{Encoder} on {Dataset}: {Count} clips skipped, {Reason}; failures.csv names them",
                kind.Encoder, kind.Dataset, count, kind.Reason);
        log.Information("finished with exit code {Code}: {Computed} clips embedded, {Reused} from the cache, {Skipped} skipped in {Seconds} s",
            code, embedding.Computed, embedding.Reused, embedding.Skipped, embedding.WallSeconds);
    }

    private bool IsOverSkipLimit(EmbeddingPlan plan) =>
        // A view falls with its clip, or with the one it is mixed with, which count by themselves.
        plan.Sets.Where(set => set.View == 0).Any(set => set.Skipped > file.Data.SkipLimit * (set.Reused + set.Planned));
}
