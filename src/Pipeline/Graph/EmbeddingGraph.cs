using System.Collections.Concurrent;

namespace Hares.Pipeline.Graph;

/// <summary>
/// clips to do -> decode + resample (xN) -> windows, log-mel (the same N) -> batch by length -> embed (one a device, two a GPU) -> Parquet parts.
/// The whole graph: blocks, links, capacities. The work itself is done by the classes it is given.
/// </summary>
internal sealed class EmbeddingGraph(
    ClipDecoding decoding, ClipLogMel logMel, WindowBatcher batcher, CacheWriting writing, Capacities capacities, EmbeddingStages stages)
{
    private readonly ConcurrentQueue<int> _idleWorkers = new(Enumerable.Range(0, stages.Embed.Parallelism));

    /// <summary>Embeds every job's clip for every one of its sets. What is finished when it fails or is cancelled is written all the same.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the cache keeps what was finished.</exception>
    public async Task RunAsync(IEnumerable<ClipJob> jobs, CancellationToken cancelled)
    {
        using var mesh = new Mesh(cancelled);
        // No more clips at work than workers, whatever the stage: more threads than processors would keep those waiting that feed the devices.
        var workers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, capacities.Workers).ConcurrentScheduler;
        var decode = mesh.Transform<ClipJob, DecodedClip>(stages.Decode, capacities.DecodedClips, decoding.Decode, workers);
        var features = mesh.Transform<DecodedClip, ClipFeatures>(stages.LogMel, capacities.FeatureClips, (clip, _) => Features(clip), workers);
        var embed = mesh.Transform<WindowBatch, EmbeddingResult>(stages.Embed, capacities.Batches, (batch, _) => Embed(batch), inOrder: false);
        var write = mesh.Pump<EmbeddingResult>(stages.Write, Capacities.Results, writing.Write);
        var batch = mesh.Pump<ClipFeatures>(stages.Batch, 1, async (clip, token) =>
        {
            foreach (var skipped in clip.Skipped) await Mesh.SendAsync(write, skipped, token);
            if (clip.Job.Sets.Count > 0) await SendAll(batcher.Add(clip), token);
        });

        Mesh.Link(decode, features);
        Mesh.Link(features, batch);
        mesh.Continue(batch, token => SendAll(batcher.Flush(), token), embed);
        Mesh.Link(embed, write);
        try
        {
            await mesh.RunAsync(decode, _ => jobs.ToAsyncEnumerable(), write);
        }
        finally
        {
            await writing.FlushAsync();
        }

        async Task SendAll(IEnumerable<WindowBatch> batches, CancellationToken token)
        {
            foreach (var ready in batches) await Mesh.SendAsync(embed, ready, token);
        }
    }

    /// <summary>The last who needs the clip's samples.</summary>
    private ClipFeatures Features(DecodedClip clip)
    {
        using (clip) return logMel.Compute(clip);
    }

    /// <summary>By whichever worker, and so on whichever device, is idle. Results leave the stage as they come: a slow device does not hold up a fast one.</summary>
    private EmbeddingResult Embed(WindowBatch batch)
    {
        if (!_idleWorkers.TryDequeue(out var worker)) throw new InvalidOperationException("more batches are embedded than there are workers");
        try
        {
            var windows = batch.Slots.Select(slot => slot.Values).ToList();
            return new EmbeddedBatch(batch, batch.Encoder.For(worker).Embed(windows, batch.Frames));
        }
        finally
        {
            _idleWorkers.Enqueue(worker);
        }
    }
}
