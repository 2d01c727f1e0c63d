using Hares.Embed;

namespace Hares.Pipeline.Graph;

/// <summary>Embeddings of a batch, those that cannot be used among them.</summary>
internal sealed record EmbeddedBatch(WindowBatch Batch, IReadOnlyList<EmbeddedWindow> Embeddings) : EmbeddingResult;
