using Hares.Embed.Cache;
using Hares.Pipeline.Graph;
using Hares.Probe;

namespace Hares.Pipeline.Tasks;

/// <summary>
/// Which row of a task's embeddings belongs to which window of which view of which clip: the clips as they are first, then their views.
/// </summary>
internal sealed class TaskRows
{
    private readonly ProbeJob _job;
    private readonly Dictionary<ClipKey, int> _rowOf = [];
    private readonly List<Mixture> _mixtures = [];

    /// <param name="job">The sets to read from.</param>
    /// <param name="clips">Places of the clips in their dataset, ascending; rows speak of places in this list.</param>
    public TaskRows(ProbeJob job, int[] clips)
    {
        _job = job;
        First = Place([job.Set], clips, firstRow: 0);
        if (job.Views.Count == 0) return;
        Augmented = Place(job.Views, clips, First[^1]);
        ViewsLeftOut = job.Views.Count * clips.Intersect(job.Task.TrainingClips).Count() - (_rowOf.Count - clips.Length);
    }

    /// <summary>First row of each clip, and one entry more.</summary>
    public int[] First { get; }

    /// <summary>First row of each clip's views, and one entry more; null when there are no views.</summary>
    public int[]? Augmented { get; }

    /// <summary>What each row of <see cref="Augmented"/> is mixed with; null where views are not mixed.</summary>
    public IReadOnlyList<Mixture>? Mixtures => Augmented is null || _job.Task.Partners is null ? null : _mixtures;

    /// <summary>Views of training clips that have no row: no embedding, or a clip to be mixed with that has none.</summary>
    public int ViewsLeftOut { get; }

    /// <summary>Rows in all.</summary>
    public int Count => (Augmented ?? First)[^1];

    /// <summary>Reads the embeddings from the cache, each to its row.</summary>
    public async Task ReadAsync(EmbeddingMatrix embeddings, CancellationToken cancelled)
    {
        foreach (var store in _job.Views.Prepend(_job.Set).Select(set => set.Store).Distinct())
            await store.ReadAsync(
                _rowOf.ContainsKey,
                (key, window, embedding) => embedding.CopyTo(embeddings.Row(_rowOf[key] + window)),
                cancellation: cancelled);
    }

    private int[] Place(IReadOnlyList<EmbeddingSet> sets, int[] clips, int firstRow)
    {
        var first = new int[clips.Length + 1];
        first[0] = firstRow;
        foreach (var (place, clip) in clips.Index())
        {
            first[place + 1] = first[place];
            foreach (var set in sets.Where(set => set.Windows(clip) > 0))
            {
                if (set.Partners is not null && !TryMix(set, clip, clips)) continue;
                _rowOf.Add(set.Key(clip), first[place + 1]);
                first[place + 1] += set.Windows(clip);
            }
        }
        return first;
    }

    /// <summary>Notes what the view's windows are mixed with; false where that clip does not take part, and so cannot teach by half.</summary>
    private bool TryMix(EmbeddingSet set, int clip, int[] clips)
    {
        var (partner, share) = set.Partners!.Of(clip, set.View);
        var place = Array.BinarySearch(clips, partner);
        if (place < 0) return false;
        _mixtures.AddRange(Enumerable.Repeat(new Mixture(place, share), set.Windows(clip)));
        return true;
    }
}
