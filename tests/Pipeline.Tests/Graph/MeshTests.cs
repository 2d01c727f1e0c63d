using Hares.Pipeline.Graph;

namespace Hares.Pipeline.Tests.Graph;

/// <summary>The hazards of a bounded graph: a fault anywhere, a cancellation, a stage that is cancelled from within, a slow end.</summary>
public class MeshTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Every_item_goes_through_once_and_in_order(int items)
    {
        var line = new Line(items);

        await line.RunAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, items), line.Arrived);
        Assert.Equal(items, line.Head.Items);
        Assert.Equal(items, line.Tail.Items);
    }

    [Theory]
    [InlineData("head", 7)]
    [InlineData("head", 200)]
    [InlineData("middle", 7)]
    [InlineData("middle", 200)]
    [InlineData("tail", 7)]
    [InlineData("tail", 200)]
    public async Task A_fault_anywhere_stops_the_graph_and_is_what_is_thrown(string stage, int items)
    {
        var line = new Line(items) { FaultIn = stage, FaultAt = items / 2, Fault = () => new InvalidDataException("the one cause") };

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() =>
            line.RunAsync(CancellationToken.None).WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.Equal("the one cause", fault.Message);
        Assert.Equal(0, line.AtWork);
    }

    [Theory]
    [InlineData("head")]
    [InlineData("middle")]
    [InlineData("tail")]
    public async Task A_stage_cancelled_from_within_is_a_fault_and_not_a_lost_item(string stage)
    {
        var line = new Line(20) { FaultIn = stage, FaultAt = 3, Fault = () => new TaskCanceledException("a timeout of its own") };

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            line.RunAsync(CancellationToken.None).WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.IsType<TaskCanceledException>(fault.InnerException);
    }

    [Fact]
    public async Task A_fault_of_the_producer_is_thrown()
    {
        var line = new Line(200) { FaultIn = "producer", FaultAt = 100, Fault = () => new InvalidDataException("the list broke off") };

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() =>
            line.RunAsync(CancellationToken.None).WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.Equal("the list broke off", fault.Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_graph_with_no_delegate_at_work()
    {
        using var cancel = new CancellationTokenSource();
        var line = new Line(1_000_000) { OnArrival = count => { if (count == 50) cancel.Cancel(); } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            line.RunAsync(cancel.Token).WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.Equal(0, line.AtWork);
        Assert.InRange(line.Arrived.Count, 50, 100);
    }

    [Fact]
    public async Task A_slow_end_holds_back_the_beginning()
    {
        var mostInFlight = 0;
        var line = new Line(500);
        line.OnArrival = count => mostInFlight = Math.Max(mostInFlight, (int)line.Head.Items - count);

        await line.RunAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.InRange(mostInFlight, 0, 3 * Line.Capacity + 8);
    }

    [Fact]
    public void A_capacity_below_the_parallelism_would_throttle_in_silence_and_is_refused()
    {
        using var mesh = new Mesh(CancellationToken.None);

        Assert.Throws<ArgumentOutOfRangeException>(() => mesh.Transform<int, int>(new Stage("wide", 4, TimeProvider.System), 2, (item, _) => item));
    }

    [Fact]
    public async Task Stages_that_share_workers_have_no_more_items_at_work_together()
    {
        const int Items = 200, Workers = 1;
        var (atWork, most, arrived) = (0, 0, new List<int>());
        var workers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Workers).ConcurrentScheduler;
        using var mesh = new Mesh(TestContext.Current.CancellationToken);
        var first = mesh.Transform<int, int>(new Stage("first", 4, TimeProvider.System), 8, (item, _) => Work(item), workers);
        var second = mesh.Transform<int, int>(new Stage("second", 4, TimeProvider.System), 8, (item, _) => Work(item), workers);
        var end = mesh.Pump<int>(new Stage("end", 1, TimeProvider.System), 1, (item, _) =>
        {
            arrived.Add(item);
            return Task.CompletedTask;
        });
        Mesh.Link(first, second);
        Mesh.Link(second, end);

        await mesh.RunAsync(first, _ => Enumerable.Range(0, Items).ToAsyncEnumerable(), end)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, Items), arrived);
        Assert.Equal(Workers, most);

        int Work(int item)
        {
            lock (arrived) most = Math.Max(most, ++atWork);
            Thread.SpinWait(50_000);
            lock (arrived) atWork--;
            return item;
        }
    }

    [Fact]
    public async Task Out_of_order_an_item_that_takes_long_keeps_no_other_waiting()
    {
        const int Items = 40;
        using var allOthers = new CountdownEvent(Items - 1);
        using var mesh = new Mesh(TestContext.Current.CancellationToken);
        var arrived = new List<int>();
        var head = mesh.Transform<int, int>(new Stage("head", 2, TimeProvider.System), 4, Work, inOrder: false);
        var end = mesh.Pump<int>(new Stage("end", 1, TimeProvider.System), 1, (item, _) =>
        {
            arrived.Add(item);
            if (item > 0) allOthers.Signal();
            return Task.CompletedTask;
        });
        Mesh.Link(head, end);

        await mesh.RunAsync(head, _ => Enumerable.Range(0, Items).ToAsyncEnumerable(), end)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(0, arrived[^1]);
        Assert.Equal(Enumerable.Range(0, Items), arrived.Order());

        int Work(int item, CancellationToken token)
        {
            if (item == 0) allOthers.Wait(token);
            return item;
        }
    }

    [Fact]
    public async Task A_delegate_at_work_is_told_when_the_graph_stops()
    {
        using var stop = new CancellationTokenSource();
        using var mesh = new Mesh(stop.Token);
        var head = mesh.Transform<int, int>(new Stage("head", 1, TimeProvider.System), 1, (item, token) =>
        {
            stop.Cancel();
            return token.WaitHandle.WaitOne(Patience) ? item : throw new InvalidOperationException("nobody told");
        });
        var end = mesh.Pump<int>(new Stage("end", 1, TimeProvider.System), 1, (_, _) => Task.CompletedTask);
        Mesh.Link(head, end);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mesh.RunAsync(head, _ => Enumerable.Range(0, 3).ToAsyncEnumerable(), end)
            .WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    /// <summary>Producer, two transforming stages, a hand-fed one, and an end: the shape of the embedding graph.</summary>
    private sealed class Line(int items)
    {
        public const int Capacity = 4;

        private int _atWork;

        public Stage Head { get; } = new("head", 2, TimeProvider.System);

        public Stage Tail { get; } = new("tail", 1, TimeProvider.System);

        public List<int> Arrived { get; } = [];

        public int AtWork => _atWork;

        public string FaultIn { get; init; } = "";

        public int FaultAt { get; init; }

        public Func<Exception> Fault { get; init; } = () => new InvalidOperationException();

        public Action<int> OnArrival { get; set; } = _ => { };

        public async Task RunAsync(CancellationToken cancelled)
        {
            using var mesh = new Mesh(cancelled);
            var head = mesh.Transform<int, int>(Head, Capacity, (item, _) => Work("head", item));
            var middle = mesh.Transform<int, int>(new Stage("middle", 1, TimeProvider.System), Capacity, (item, _) => Work("middle", item));
            var tail = mesh.Pump<int>(Tail, Capacity, (item, _) =>
            {
                Arrived.Add(Work("tail", item));
                OnArrival(Arrived.Count);
                return Task.CompletedTask;
            });
            var pump = mesh.Pump<int>(new Stage("pump", 1, TimeProvider.System), 1, (item, token) => Mesh.SendAsync(middle, item, token));
            Mesh.Link(head, pump);
            mesh.Continue(pump, _ => Task.CompletedTask, middle);
            Mesh.Link(middle, tail);
            await mesh.RunAsync(head, _ => Numbers().ToAsyncEnumerable(), tail);
        }

        private IEnumerable<int> Numbers()
        {
            for (var item = 0; item < items; item++) yield return Work("producer", item);
        }

        private int Work(string stage, int item)
        {
            Interlocked.Increment(ref _atWork);
            try
            {
                return stage == FaultIn && item == FaultAt ? throw Fault() : item;
            }
            finally
            {
                Interlocked.Decrement(ref _atWork);
            }
        }
    }
}
