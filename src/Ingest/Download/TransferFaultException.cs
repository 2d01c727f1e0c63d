namespace Hares.Ingest.Download;

/// <summary>An attempt failed in a way that another one may not.</summary>
/// <param name="retryAfter">How long the server asked to wait; null when it did not.</param>
internal sealed class TransferFaultException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
