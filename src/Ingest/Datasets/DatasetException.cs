namespace Hares.Ingest.Datasets;

/// <summary>A dataset cannot be used as it lies there. The message is for the user: what, where, which rule, what to do.</summary>
/// <param name="message">One or more sentences.</param>
/// <param name="refusesContent">See <see cref="RefusesContent"/>.</param>
public sealed class DatasetException(string message, bool refusesContent = false) : Exception(message)
{
    /// <summary>Whether it is an archive's own content that is refused, wherever it is unpacked to: only other bytes will do.</summary>
    public bool RefusesContent { get; } = refusesContent;
}
