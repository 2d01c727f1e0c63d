namespace Hares.Ingest.Download;

/// <summary>A file could not be had. The message is for the user: what, from where, why, what to do.</summary>
/// <param name="message">One or more sentences.</param>
/// <param name="isTransferFault">See <see cref="IsTransferFault"/>.</param>
public sealed class DownloadException(string message, bool isTransferFault = false) : IOException(message)
{
    /// <summary>
    /// Whether the transfer failed (no connection, a busy or broken server, a cut), as that of other files from the same server then will; false where
    /// the server answered, that it has no such file for one.
    /// </summary>
    public bool IsTransferFault { get; } = isTransferFault;
}
