namespace Hares.Pipeline.Graph;

/// <summary>
/// clips to do -> decode + resample (xN) -> windows, log-mel (xN) -> batch by length -> embed -> Parquet parts.
/// The whole graph: blocks, links, capacities. The work itself is done by the classes it is given.
/// </summary>
internal sealed class EmbeddingGraph(
    ClipDecoding decoding, ClipLogMel logMel, WindowBatcher batcher, CacheWriting writing, Capacities capacities, EmbeddingStages stages)
{
    /// <summary>Embeds every job's clip for every one of its sets. What is finished when it fails or is cancelled is written all the same.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the cache keeps what was finished.</exception>
    public async Task RunAsync(IEnumerable<ClipJob> jobs, CancellationToken cancelled)
    {
        using var mesh = new Mesh(cancelled);
        var decode = mesh.Transform<ClipJob, DecodedClip>(stages.Decode, capacities.DecodedClips, decoding.Decode);
        var features = mesh.Transform<DecodedClip, ClipFeatures>(stages.LogMel, capacities.FeatureClips, logMel.Compute);
        var embed = mesh.Transform<WindowBatch, EmbeddingResult>(stages.Embed, Capacities.Batches, Embed);
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

    private static EmbeddingResult Embed(WindowBatch batch)
    {
        var windows = batch.Slots.Select(slot => slot.Values).ToList();
        return new EmbeddedBatch(batch, batch.Encoder.Embedder.Embed(windows, batch.Frames));
    }
}
