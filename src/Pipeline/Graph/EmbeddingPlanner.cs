using Hares.Embed.Cache;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Pipeline.Tasks;
using Serilog;

namespace Hares.Pipeline.Graph;

/// <summary>Compares what the tasks need with what the cache holds. A cached clip counts while its file is the same: by size and time, or else by content.</summary>
/// <param name="cache">The cache's folder.</param>
/// <param name="readOnly">Looks only, for <c>plan</c>: no lock is needed and nothing is changed on disk.</param>
internal sealed class EmbeddingPlanner(string cache, bool readOnly, ILogger log)
{
    /// <summary>Opens every set's folder and schedules the clips it lacks. Parts that fail their checksum are set aside and their clips scheduled.</summary>
    public async Task<EmbeddingPlan> PlanAsync(IReadOnlyList<RunTask> tasks, IReadOnlyList<EncoderRun> encoders, CancellationToken cancelled)
    {
        var sets = new List<EmbeddingSet>();
        foreach (var sharing in tasks.GroupBy(task => task.Dataset))
            foreach (var plan in sharing.GroupBy(task => task.Definition.Plan))
            {
                var clips = plan.SelectMany(task => task.Clips).Distinct().Order().ToList();
                foreach (var encoder in encoders)
                {
                    encoder.RequireFrames(plan.Key);
                    sets.Add(await OpenAsync(encoder, plan.First(), clips, cancelled));
                }
            }
        return new EmbeddingPlan(sets);
    }

    private async Task<EmbeddingSet> OpenAsync(EncoderRun encoder, RunTask task, IReadOnlyList<int> clips, CancellationToken cancelled)
    {
        var (dataset, plan, key) = (task.Dataset, task.Definition.Plan, encoder.Identity.Key());
        if (!readOnly) EncoderDescription.Save(cache, key, encoder.Identity.ToJson());
        var store = await EmbeddingStore.OpenAsync(
            cache, key, dataset.Name, plan.ToString(), encoder.Dimension, readOnly, storage: encoder.Storage, cancellation: cancelled);
        foreach (var part in store.Damaged)
            log.Warning("set aside a damaged part of the cache, {Path}: {Reason} Its clips are computed again.", part.Path, part.Reason);

        var set = new EmbeddingSet(encoder, dataset, plan, store);
        foreach (var clip in clips)
        {
            if (store.Index.TryGetValue(new ClipKey(dataset.Clips[clip].Id, 0), out var entry) && IsSame(dataset.Clips[clip], entry.Source))
                set.Reuse(clip, entry.Windows);
            else
                set.Schedule(clip);
        }
        if (set.Planned == 0) set.MarkComplete();
        log.Information("{Encoder} on {Dataset} {Plan}: {Reused} clips cached, {Planned} to embed", encoder.Name, dataset.Name, plan, set.Reused, set.Planned);
        return set;
    }

    private bool IsSame(Clip clip, Hares.Embed.Cache.SourceStamp cached)
    {
        if (AudioFile.Stamp(clip.Path) is not { } now) return false;
        if (now.SizeBytes == cached.SizeBytes && now.ModifiedUtcTicks == cached.ModifiedTicks) return true;
        var isSame = AudioFile.Hash(clip.Path) == cached.Audio;
        log.Debug("{Clip} has another size or time than when it was embedded; its content {Changed}", clip.Id, isSame ? "is the same" : "changed");
        return isSame;
    }
}
