using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Graph;

/// <summary>One probe to train: an encoder's embeddings on a task.</summary>
/// <param name="Encoder">Whose embeddings they are; the set may be that of an equal encoder of another name.</param>
/// <param name="Set">The clips as they are.</param>
/// <param name="Views">Their augmented views, possibly none.</param>
/// <param name="Task">What is asked of them.</param>
internal sealed record ProbeJob(EncoderRun Encoder, EmbeddingSet Set, IReadOnlyList<EmbeddingSet> Views, RunTask Task)
{
    /// <summary>Waits until all embeddings are on disk.</summary>
    public Task Complete() => System.Threading.Tasks.Task.WhenAll(Views.Prepend(Set).Select(set => set.Complete));
}
