namespace Hares.Pipeline.Tasks;

/// <summary>
/// Lets work in while there is room for it in memory, in the order it came; what is larger than all the room there is waits until it is alone.
/// Thread-safe.
/// </summary>
/// <param name="budgetBytes">What all that is inside may take together.</param>
internal sealed class MemoryGate(long budgetBytes) : IDisposable
{
    private readonly SemaphoreSlim _turnstile = new(1); // the first in line holds it while it waits for room
    private readonly Lock _gate = new();
    private long _takenBytes;
    private TaskCompletionSource? _freed;

    /// <summary>Waits for room; disposing what comes back gives it up.</summary>
    public async Task<IDisposable> EnterAsync(long bytes, CancellationToken cancelled)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        await _turnstile.WaitAsync(cancelled);
        try
        {
            while (WhenFreed(bytes) is { } freed) await freed.WaitAsync(cancelled);
            return new Room(this, bytes);
        }
        finally
        {
            _turnstile.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turnstile.Dispose();

    /// <summary>Takes the room, or gives what to wait for before trying again.</summary>
    private Task? WhenFreed(long bytes)
    {
        lock (_gate)
        {
            if (_takenBytes == 0 || bytes <= budgetBytes - _takenBytes)
            {
                _takenBytes += bytes;
                return null;
            }
            _freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _freed.Task;
        }
    }

    private void Free(long bytes)
    {
        lock (_gate)
        {
            _takenBytes -= bytes;
            _freed?.SetResult();
            _freed = null;
        }
    }

    private sealed class Room(MemoryGate gate, long bytes) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) gate.Free(bytes);
        }
    }
}
