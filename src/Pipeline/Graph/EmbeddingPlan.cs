using Hares.Ingest.Datasets;
using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Graph;

/// <summary>What a run has to embed, and what the cache already holds. Owns the sets.</summary>
internal sealed class EmbeddingPlan(IReadOnlyList<EmbeddingSet> sets) : IDisposable
{
    /// <summary>Every encoder, window plan and view of every dataset, datasets in the order of their first task.</summary>
    public IReadOnlyList<EmbeddingSet> Sets => sets;

    /// <summary>The clips to decode, dataset by dataset; made one by one, for there may be millions.</summary>
    public IEnumerable<ClipJob> Jobs() => sets.GroupBy(set => set.Dataset).SelectMany(group => JobsOf(group.Key, [.. group]));

    /// <summary>The probe of an encoder's embeddings, or an equal one's, on a task.</summary>
    public ProbeJob Probe(EncoderRun encoder, RunTask task)
    {
        var found = sets
            .Where(set => set.Encoder.Key == encoder.Key && set.Dataset == task.Dataset && set.Plan == task.Definition.Plan)
            .ToLookup(set => set.View > 0);
        var views = found[true].Where(set => set.View <= task.Views && set.Partners?.ListHash == task.Partners?.ListHash);
        return new ProbeJob(encoder, found[false].Single(), [.. views], task);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in sets.Select(set => set.Store).Distinct()) store.Dispose();
    }

    private static IEnumerable<ClipJob> JobsOf(Dataset dataset, EmbeddingSet[] sets)
    {
        for (var clip = 0; clip < dataset.Clips.Count; clip++)
        {
            var index = clip;
            var lacking = Array.FindAll(sets, set => set.IsToDo(index));
            if (lacking.Length > 0) yield return new ClipJob(index, dataset.Clips[index], lacking);
        }
    }
}
