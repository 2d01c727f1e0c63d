namespace Hares.Ingest.Audio;

/// <summary>Size and time of a file: equal stamps mean that the file need not be read again to know that it is unchanged.</summary>
/// <param name="SizeBytes">Length of the file.</param>
/// <param name="ModifiedUtcTicks">Time of the last write, in 100 ns since 0001-01-01 UTC.</param>
public readonly record struct SourceStamp(long SizeBytes, long ModifiedUtcTicks);
