using System.Collections;
using Hares.Embed.Cache;
using Hares.Ingest.Audio;
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
        foreach (var ofDataset in tasks.GroupBy(task => task.Dataset))
        {
            var files = new SourceFiles(ofDataset.Key, log);
            foreach (var sharing in ofDataset.GroupBy(task => task.Definition.Plan))
                foreach (var encoder in encoders)
                {
                    encoder.RequireFrames(sharing.Key);
                    sets.AddRange(await SetsAsync(encoder, [.. sharing], files, cancelled));
                }
        }
        return new EmbeddingPlan(sets);
    }

    /// <summary>The sets of tasks that share dataset and plan: the clips as they are, and as many views as the most demanding task wants.</summary>
    private async Task<IReadOnlyList<EmbeddingSet>> SetsAsync(EncoderRun encoder, IReadOnlyList<RunTask> tasks, SourceFiles files, CancellationToken cancelled)
    {
        var (dataset, plan) = (tasks[0].Dataset, tasks[0].Definition.Plan);
        var store = await OpenAsync(encoder, dataset.Name, plan.ToString(), cancelled);
        List<EmbeddingSet> sets = [new EmbeddingSet(encoder, dataset, plan, store)];
        store.ForgetAllBut(Fill(sets[0], tasks.SelectMany(task => task.Clips), files));

        var views = tasks.Max(task => task.Views);
        if (views == 0) return sets;
        var augmented = await OpenAsync(encoder, dataset.Name, $"{plan}-augmented-v{AugmentedView.Version}-seed{seed}", cancelled);
        var outdated = new List<ClipKey>();
        for (var view = 1; view <= views; view++)
        {
            var set = new EmbeddingSet(encoder, dataset, plan, augmented, view);
            outdated.AddRange(Fill(set, tasks.Where(task => task.Views >= view).SelectMany(task => task.TrainingClips), files));
            sets.Add(set);
        }
        augmented.ForgetAllBut(outdated);
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

    /// <summary>Schedules the clips that the cache lacks or holds outdated; gives the latter.</summary>
    private List<ClipKey> Fill(EmbeddingSet set, IEnumerable<int> clips, SourceFiles files)
    {
        var wanted = new BitArray(set.Dataset.Clips.Count);
        foreach (var place in clips) wanted[place] = true;

        var outdated = new List<ClipKey>();
        for (var place = 0; place < wanted.Count; place++)
        {
            if (!wanted[place]) continue;
            var clip = set.Dataset.Clips[place];
            var key = new ClipKey(clip.Id, set.View);
            var isCached = set.Store.Index.TryGetValue(key, out var entry);
            if (isCached && files.IsSame(place, clip, entry.Source))
            {
                set.Reuse(place, entry.Windows);
                continue;
            }
            set.Schedule(place);
            if (isCached) outdated.Add(key);
        }
        if (set.Planned == 0) set.MarkComplete();
        log.Information("{Encoder} on {Dataset} {Plan}, view {View}: {Reused} clips cached, {Planned} to embed",
            set.Encoder.Name, set.Dataset.Name, set.Plan, set.View, set.Reused, set.Planned);
        return outdated;
    }
}
