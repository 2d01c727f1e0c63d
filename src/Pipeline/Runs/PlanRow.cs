namespace Hares.Pipeline.Runs;

/// <summary>One encoder over one dataset in a plan.</summary>
/// <param name="Plan">The window plan, as the cache's folder is named.</param>
/// <param name="Cached">Clips whose embeddings can be reused.</param>
/// <param name="ToEmbed">Clips to embed.</param>
/// <param name="Hours">Their audio, estimated from a sample; null when no clip of it can be used.</param>
/// <param name="DiskBytes">Embeddings to write, estimated likewise.</param>
internal sealed record PlanRow(string Dataset, string Plan, string Encoder, int Cached, int ToEmbed, double? Hours, long? DiskBytes);
