namespace Hares.Ingest.Synthesis;

/// <summary>One file of a synthetic corpus that is still to be made.</summary>
/// <param name="Path">Where it goes, relative to the corpus's folder.</param>
/// <param name="MetadataRow">Its line in the metadata.</param>
/// <param name="Render">Makes its samples, the same ones at every call.</param>
internal sealed record SyntheticClip(string Path, string MetadataRow, Func<float[]> Render);
