namespace Hares.Ingest.Download;

/// <summary>How a dataset's download ended.</summary>
public enum DownloadOutcome
{
    /// <summary>All was there before.</summary>
    AlreadyThere,

    /// <summary>All is there now.</summary>
    Fetched,

    /// <summary>
    /// Something is missing that a person must put there, that could not be had, or that a reader of the folder finds wanting; it has been said what.
    /// </summary>
    Incomplete,
}
