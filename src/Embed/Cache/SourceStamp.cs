namespace Hares.Embed.Cache;

/// <summary>
/// What tells whether a clip's audio file is still the one its embeddings were computed from: the same when size and time are,
/// or else when the content hash is.
/// </summary>
/// <param name="Audio">Hash of the file's content.</param>
/// <param name="SizeBytes">The file's size.</param>
/// <param name="ModifiedTicks">The file's time of last change, in UTC ticks (100 ns since year 1).</param>
public readonly record struct SourceStamp(UInt128 Audio, long SizeBytes, long ModifiedTicks);
