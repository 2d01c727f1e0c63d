namespace Hares.Ingest.Datasets;

/// <summary>A dataset's metadata cannot be used. The message is for the user: what, where, which rule, what to do.</summary>
public sealed class DatasetException(string message) : Exception(message);
