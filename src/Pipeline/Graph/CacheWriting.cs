using Hares.Embed.Cache;
using Hares.Ingest.Audio;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Graph;

/// <summary>The last stage: assembles clips, hands them to the cache, counts them, and says when a set is complete.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class CacheWriting(RunCounters counters, double flushSeconds, TimeProvider clock)
{
    private readonly ClipAssembler _assembler = new();
    private readonly HashSet<EmbeddingSet> _unflushed = [];
    private long _lastFlush = clock.GetTimestamp();

    public async Task Write(EmbeddingResult result, CancellationToken token)
    {
        if (result is SkippedClip skipped)
        {
            foreach (var set in skipped.Job.Sets) await Skip(set, skipped.Job, skipped.Why, token);
            return;
        }
        foreach (var assembled in _assembler.Add((EmbeddedBatch)result))
        {
            if (assembled.Clip is { } clip) await Store(assembled.Set, assembled.Source, clip, token);
            else await Skip(assembled.Set, assembled.Source.Job, assembled.Skipped!, token);
        }
        if (clock.GetElapsedTime(_lastFlush).TotalSeconds >= flushSeconds) await FlushAsync();
    }

    /// <summary>Writes what is finished and not yet in a part. Not cancellable: it is what cancelling must not lose.</summary>
    public async Task FlushAsync()
    {
        foreach (var set in _unflushed) await set.Store.FlushAsync(CancellationToken.None);
        _unflushed.Clear();
        _lastFlush = clock.GetTimestamp();
    }

    private async Task Store(EmbeddingSet set, ClipFeatures source, CachedClip clip, CancellationToken token)
    {
        await set.Store.AddAsync(clip, token);
        _unflushed.Add(set);
        counters.Embedded(source.Seconds);
        await Settle(set, source.Job, clip.Windows.Count, token);
    }

    private async Task Skip(EmbeddingSet set, ClipJob job, Skipped why, CancellationToken token)
    {
        var key = set.Key(job.Index);
        // What a file held before it changed goes. A file that is not there may come back, as when a disk was not mounted.
        if (why.Reason != SkipReason.Missing && set.Store.Index.ContainsKey(key))
        {
            await set.Store.RemoveAsync([key], token);
            _unflushed.Add(set);
        }
        if (set.View == 0) counters.Skipped(set, job.Clip, why); // once an encoder, not once a view
        await Settle(set, job, 0, token);
    }

    private async Task Settle(EmbeddingSet set, ClipJob job, int windows, CancellationToken token)
    {
        if (!set.Settle(job.Index, windows)) return;
        await set.Store.FlushAsync(token);
        _unflushed.Remove(set);
        set.MarkComplete();
    }
}
