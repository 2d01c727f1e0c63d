namespace Hares.Pipeline.Graph;

/// <summary>A stage of the graph and its meter: how many items went through, and how long its workers were busy. Thread-safe.</summary>
internal sealed class Stage(string name, int parallelism, TimeProvider clock)
{
    private long _items;
    private long _busyTicks;

    public string Name => name;

    /// <summary>Items worked on at once.</summary>
    public int Parallelism => parallelism;

    public long Items => Interlocked.Read(ref _items);

    /// <summary>Time spent in the stage's delegates, summed over its workers.</summary>
    public double BusySeconds => Interlocked.Read(ref _busyTicks) / (double)clock.TimestampFrequency;

    public long Start() => clock.GetTimestamp();

    public void Finish(long started)
    {
        Interlocked.Add(ref _busyTicks, clock.GetTimestamp() - started);
        Interlocked.Increment(ref _items);
    }
}
