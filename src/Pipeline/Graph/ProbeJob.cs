using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Graph;

/// <summary>One probe to train: an encoder's embeddings on a task.</summary>
internal sealed record ProbeJob(EmbeddingSet Set, RunTask Task);
