using Hares.Embed.Cache;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Pipeline.Tasks;
using Serilog;

namespace Hares.Pipeline.Graph;

/// <summary>Compares what the tasks need with what the cache holds. A cached clip counts while its file is the same: by size and time, or else by content.</summary>
/// <param name="cache">The cache's folder.</param>
/// <param name="seed">The run's seed, which augmented views derive from.</param>
/// <param name="readOnly">Looks only, for <c>plan</c>: no lock is needed and nothing is changed on disk.</param>
internal sealed class EmbeddingPlanner(string cache, int seed, bool readOnly, ILogger log)
{
    /// <summary>Opens every set's folder and schedules the clips it lacks. Parts that fail their checksum are set aside and their clips scheduled.</summary>
    public async Task<EmbeddingPlan> PlanAsync(IReadOnlyList<RunTask> tasks, IReadOnlyList<EncoderRun> encoders, CancellationToken cancelled)
    {
        var sets = new List<EmbeddingSet>();
        foreach (var sharing in tasks.GroupBy(task => (task.Dataset, task.Definition.Plan)).GroupBy(group => group.Key.Dataset).SelectMany(groups => groups))
            foreach (var encoder in encoders)
            {
                encoder.RequireFrames(sharing.Key.Plan);
                sets.AddRange(await SetsAsync(encoder, [.. sharing], cancelled));
            }
        return new EmbeddingPlan(sets);
    }

    /// <summary>The sets of tasks that share dataset and plan: the clips as they are, and as many views as the most demanding task wants.</summary>
    private async Task<IReadOnlyList<EmbeddingSet>> SetsAsync(EncoderRun encoder, IReadOnlyList<RunTask> tasks, CancellationToken cancelled)
    {
        var (dataset, plan) = (tasks[0].Dataset, tasks[0].Definition.Plan);
        var store = await OpenAsync(encoder, dataset.Name, plan.ToString(), cancelled);
        List<EmbeddingSet> sets = [Fill(new EmbeddingSet(encoder, dataset, plan, store), tasks.SelectMany(task => task.Clips))];

        var views = tasks.Max(task => task.Views);
        if (views == 0) return sets;
        var augmented = await OpenAsync(encoder, dataset.Name, $"{plan}-augmented-v{AugmentedView.Version}-seed{seed}", cancelled);
        for (var view = 1; view <= views; view++)
        {
            var wanted = tasks.Where(task => task.Views >= view).SelectMany(task => task.TrainingClips);
            sets.Add(Fill(new EmbeddingSet(encoder, dataset, plan, augmented, view), wanted));
        }
        return sets;
    }

    private async Task<EmbeddingStore> OpenAsync(EncoderRun encoder, string dataset, string folder, CancellationToken cancelled)
    {
        var key = encoder.Identity.Key();
        if (!readOnly) EncoderDescription.Save(cache, key, encoder.Identity.ToJson());
        var store = await EmbeddingStore.OpenAsync(
            cache, key, dataset, folder, encoder.Dimension, readOnly, storage: encoder.Storage, cancellation: cancelled);
        foreach (var part in store.Damaged)
            log.Warning("set aside a damaged part of the cache, {Path}: {Reason} Its clips are computed again.", part.Path, part.Reason);
        return store;
    }

    private EmbeddingSet Fill(EmbeddingSet set, IEnumerable<int> clips)
    {
        foreach (var clip in clips.Distinct().Order())
        {
            if (set.Store.Index.TryGetValue(set.Key(clip), out var entry) && IsSame(set.Dataset.Clips[clip], entry.Source)) set.Reuse(clip, entry.Windows);
            else set.Schedule(clip);
        }
        if (set.Planned == 0) set.MarkComplete();
        log.Information("{Encoder} on {Dataset} {Plan}, view {View}: {Reused} clips cached, {Planned} to embed",
            set.Encoder.Name, set.Dataset.Name, set.Plan, set.View, set.Reused, set.Planned);
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
