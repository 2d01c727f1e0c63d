using Hares.Ingest.Clips;

namespace Hares.Pipeline.Graph;

/// <summary>A clip to decode once for every embedding set that lacks it.</summary>
/// <param name="Index">The clip's place in its dataset.</param>
/// <param name="Clip">The clip.</param>
/// <param name="Sets">The sets that want it, all of one dataset; at least one.</param>
internal sealed record ClipJob(int Index, Clip Clip, IReadOnlyList<EmbeddingSet> Sets);
