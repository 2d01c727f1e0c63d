namespace Hares.Ingest.Download;

/// <summary>Cancels what waits for a server that sends nothing for too long.</summary>
internal sealed class StallTimer : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _cancelled;

    public StallTimer(TimeSpan timeout, TimeProvider clock, CancellationToken cancelled)
    {
        _timeout = timeout;
        _cancelled = cancelled;
        _stalled = new CancellationTokenSource(timeout, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, _stalled.Token);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Whether it was this timer that cancelled, and not the user.</summary>
    public bool IsExpired => _stalled.IsCancellationRequested && !_cancelled.IsCancellationRequested;

    public void Restart() => _stalled.CancelAfter(_timeout);

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }
}
