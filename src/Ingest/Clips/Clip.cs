namespace Hares.Ingest.Clips;

/// <summary>One audio file, or a stretch of one, with an id that stays the same for ever: it is the key of the embedding cache.</summary>
/// <param name="Id">Unique within its dataset; by default the file's path relative to the dataset's folder, with forward slashes.</param>
/// <param name="Path">Full path of the audio file.</param>
/// <param name="StartSeconds">Where the stretch begins, in seconds from the beginning of the file.</param>
/// <param name="DurationSeconds">Length of the stretch; null reads to the end of the file.</param>
public sealed record Clip(string Id, string Path, double StartSeconds = 0, double? DurationSeconds = null);
