using System.Collections.Concurrent;
using Hares.Embed.Encoders;
using Hares.Features;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tasks;
using Serilog.Core;

namespace Hares.Pipeline.Tests.Support;

/// <summary>The embedding graph on a small corpus, with one encoder that a test made for each device.</summary>
internal sealed class GraphRun(Workplace place, int batch, params FunctionEncoder[] copies)
{
    public RunCounters Counters { get; } = new();

    public IEnumerable<Failure> Failures => Counters.Failures;

    /// <summary>Embeds every clip of the first task; the encoders are disposed whatever happens.</summary>
    public async Task RunAsync(CancellationToken cancelled)
    {
        var file = File();
        var settings = new EncoderSettings { Architecture = EncoderCatalogue.LogMelStatistics };
        var unused = new ConcurrentQueue<FunctionEncoder>(copies);
        using var encoder = new EncoderRun(
            new EncoderChoice("net", settings),
            EncoderCatalogue.Identify(settings, "some"),
            new LogMelInput(FrontEnds.Hares.LogMel),
            (_, _) =>
                unused.TryDequeue(out var copy) ? copy : throw new InvalidOperationException("more copies are asked for than there are devices"));
        using var plan = await new EmbeddingPlanner(file.Output.Cache, seed: 0, readOnly: false, Logger.None)
            .PlanAsync([new TaskLoader(file).Load(file.Tasks[0])], [encoder], cancelled);
        encoder.Place(file.Embed.Devices);
        var capacities = Capacities.For(file, ClipSizes.Of(plan, file.Data.MaxClipSeconds));
        await encoder.LoadAsync(capacities.LimitOf(encoder.FrameSizes, file.Embed), [.. copies.Select(_ => new Lock())]);

        var graph = new EmbeddingGraph(
            new ClipDecoding(file.Data.MaxClipSeconds),
            new ClipLogMel(seed: 0),
            new WindowBatcher((run, frames) => run.WindowsAtOnce(frames)),
            new CacheWriting(Counters, flushSeconds: 3600, TimeProvider.System),
            capacities,
            new EmbeddingStages(capacities, TimeProvider.System));
        await graph.RunAsync(plan.Jobs(), cancelled);
    }

    private PipelineFile File()
    {
        var file = PipelineReader.Read(place.FilePath);
        return file with { Embed = file.Embed with { Devices = [.. copies.Select(_ => "cpu")], Batch = batch } };
    }
}
