namespace Hares.Ingest.Archives;

/// <summary>An archive breaks a rule of ours; the message is the part of a sentence that follows the archive's name.</summary>
internal sealed class RefusedArchiveException(string reason) : Exception(reason);
