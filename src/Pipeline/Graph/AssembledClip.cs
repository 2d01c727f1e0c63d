using Hares.Embed.Cache;
using Hares.Ingest.Audio;

namespace Hares.Pipeline.Graph;

/// <summary>A clip all of whose windows have been through an encoder.</summary>
/// <param name="Set">Where it belongs.</param>
/// <param name="Source">The clip as it came from the log-mel stage.</param>
/// <param name="Clip">What to cache, or null.</param>
/// <param name="Skipped">Why there is nothing to cache, or null.</param>
internal sealed record AssembledClip(EmbeddingSet Set, ClipFeatures Source, CachedClip? Clip, Skipped? Skipped);
