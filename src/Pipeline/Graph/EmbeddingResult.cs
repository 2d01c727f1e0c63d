using Hares.Embed;
using Hares.Ingest.Audio;

namespace Hares.Pipeline.Graph;

/// <summary>What reaches the writing stage: embeddings of a batch, or a clip that could not be used.</summary>
internal abstract record EmbeddingResult;

/// <summary>Embeddings of a batch, those that cannot be used among them.</summary>
internal sealed record EmbeddedBatch(WindowBatch Batch, IReadOnlyList<EmbeddedWindow> Embeddings) : EmbeddingResult;

/// <summary>A clip skipped before it came to an encoder, by the sets that its job names.</summary>
internal sealed record SkippedClip(ClipJob Job, Skipped Why) : EmbeddingResult;
