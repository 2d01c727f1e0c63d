namespace Hares.Ingest.Download;

/// <summary>How far a file is.</summary>
/// <param name="Name">The file.</param>
/// <param name="Bytes">What is on disk, earlier attempts included.</param>
/// <param name="TotalBytes">Its size; null while the server does not say.</param>
public readonly record struct TransferProgress(string Name, long Bytes, long? TotalBytes);
