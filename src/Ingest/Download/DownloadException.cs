namespace Hares.Ingest.Download;

/// <summary>A file could not be had. The message is for the user: what, from where, why, what to do.</summary>
public sealed class DownloadException(string message) : IOException(message);
