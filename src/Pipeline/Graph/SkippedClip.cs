using Hares.Ingest.Audio;

namespace Hares.Pipeline.Graph;

/// <summary>A clip skipped before it came to an encoder, by the sets that its job names.</summary>
internal sealed record SkippedClip(ClipJob Job, Skipped Why) : EmbeddingResult;
