using System.Collections.Concurrent;

namespace Hares.Ingest.Tests.Support;

/// <summary>A clock on which every wait is over at once, and written down; but the one of a silent server only when the test says so.</summary>
internal sealed class ImpatientClock(TimeSpan patience) : TimeProvider
{
    private readonly ConcurrentBag<ITimer> _patient = [];

    /// <summary>The waits so far that were not for a silent server.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == patience)
        {
            var timer = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _patient.Add(timer);
            return new FrozenTimer(timer);
        }
        Waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The servers that are waited for now have been silent for too long.</summary>
    public void LosePatience()
    {
        foreach (var timer in _patient) timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A timer that its owner cannot wind up: only the clock ends its wait.</summary>
    private sealed class FrozenTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
