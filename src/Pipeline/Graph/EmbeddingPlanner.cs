using System.Collections;
using Hares.Embed.Cache;
using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Pipeline.Tasks;
using Serilog;
using CachedStamp = Hares.Embed.Cache.SourceStamp;

namespace Hares.Pipeline.Graph;

/// <summary>
/// Compares what the tasks need with what the cache holds. A cached clip counts while its file is the same: by size and time, or else by content.
/// </summary>
/// <param name="cache">The cache's folder.</param>
/// <param name="seed">The run's seed, which augmented views derive from.</param>
/// <param name="readOnly">Looks only, for <c>plan</c>: no lock is needed and nothing is changed on disk.</param>
internal sealed class EmbeddingPlanner(string cache, int seed, bool readOnly, ILogger log)
{
    /// <summary>
    /// Opens every set's folder and schedules the clips it lacks. Parts that fail their checksum are set aside and their clips scheduled. Of equal
    /// encoders the first embeds for all.
    /// </summary>
    public async Task<EmbeddingPlan> PlanAsync(IReadOnlyList<RunTask> tasks, IReadOnlyList<EncoderRun> encoders, CancellationToken cancelled)
    {
        var sets = new List<EmbeddingSet>();
        var different = encoders.DistinctBy(encoder => encoder.Key).ToList();
        foreach (var encoder in encoders.Except(different))
            log.Information("{Encoder} has the weights and settings of {Other}: their embeddings are the same, and computed once",
                encoder.Name, different.First(other => other.Key == encoder.Key).Name);
        var plan = new EmbeddingPlan(sets);
        try
        {
            foreach (var ofDataset in tasks.GroupBy(task => task.Dataset))
            {
                var files = new SourceFiles(ofDataset.Key, log);
                foreach (var sharing in ofDataset.GroupBy(task => task.Definition.Plan))
                    foreach (var encoder in different)
                    {
                        encoder.RequireFrames(sharing.Key);
                        sets.AddRange(await SetsAsync(encoder, [.. sharing], files, cancelled));
                    }
            }
            return plan;
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    /// <summary>The sets of tasks that share dataset and plan: the clips as they are, and their views.</summary>
    private async Task<IReadOnlyList<EmbeddingSet>> SetsAsync(
        EncoderRun encoder, IReadOnlyList<RunTask> tasks, SourceFiles files, CancellationToken cancelled)
    {
        var (dataset, plan) = (tasks[0].Dataset, tasks[0].Definition.Plan);
        var store = await OpenAsync(encoder, dataset.Name, plan.ToString(), cancelled);
        List<EmbeddingSet> sets = [new EmbeddingSet(encoder, dataset, plan, store)];
        store.ForgetAllBut(Fill(sets[0], tasks.SelectMany(task => task.Clips), files));
        foreach (var sharing in tasks.Where(task => task.Views > 0).GroupBy(task => task.Partners?.ListHash))
            sets.AddRange(await ViewsAsync(encoder, [.. sharing], files, cancelled));
        return sets;
    }

    /// <summary>As many views as the most demanding of the tasks wants, which mix them in the same way or not at all.</summary>
    private async Task<IReadOnlyList<EmbeddingSet>> ViewsAsync(
        EncoderRun encoder, IReadOnlyList<RunTask> tasks, SourceFiles files, CancellationToken cancelled)
    {
        var (dataset, plan, partners) = (tasks[0].Dataset, tasks[0].Definition.Plan, tasks[0].Partners);
        var folder = partners is null
            ? $"{plan}-augmented-v{AugmentedView.Version}-seed{seed}"
            : $"{plan}-mixed-v{MixedView.Version}-seed{seed}-{partners.ListHash}";
        var store = await OpenAsync(encoder, dataset.Name, folder, cancelled);
        var (sets, outdated) = (new List<EmbeddingSet>(), new List<ClipKey>());
        for (var view = 1; view <= tasks.Max(task => task.Views); view++)
        {
            var set = new EmbeddingSet(encoder, dataset, plan, store, view) { Partners = partners };
            outdated.AddRange(Fill(set, tasks.Where(task => task.Views >= view).SelectMany(task => task.TrainingClips), files));
            sets.Add(set);
        }
        store.ForgetAllBut(outdated);
        return sets;
    }

    private async Task<EmbeddingStore> OpenAsync(EncoderRun encoder, string dataset, string folder, CancellationToken cancelled)
    {
        if (!readOnly) EncoderDescription.Save(cache, encoder.Key, encoder.Identity.ToJson());
        var store = await EmbeddingStore.OpenAsync(
            cache, encoder.Key, dataset, folder, encoder.Dimension, readOnly, storage: encoder.Storage, cancellation: cancelled);
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
            if (isCached && IsSame(set, place, clip, entry.Source, files))
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

    private static bool IsSame(EmbeddingSet set, int place, Clip clip, CachedStamp cached, SourceFiles files) => set.Partner(place) is { } partner
        ? files.IsSame(place, clip, partner, set.Dataset.Clips[partner], cached)
        : files.IsSame(place, clip, cached);
}
