namespace Hares.Ingest.Datasets.Checks;

/// <summary>How much a split or fold holds.</summary>
/// <param name="Partition">"train", "valid", "test", or a fold's name.</param>
/// <param name="Clips">Its clips, usable or not.</param>
/// <param name="AudioSeconds">Length of those that could be decoded.</param>
/// <param name="Published">Clips that the owners publish for it; null where they do not say, as for one's own datasets.</param>
public sealed record PartitionCount(string Partition, int Clips, double AudioSeconds, int? Published = null);
