using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Dataflow;

namespace Hares.Pipeline.Graph;

/// <summary>
/// Makes every block of a graph and owns its fate: each is bounded, named and bound to one token; the first fault anywhere is kept,
/// stops all the others and is what <see cref="RunAsync"/> throws.
/// </summary>
/// <remarks>
/// Faults travel downstream only, a cancelled block hides the fault that caused the cancelling, and a delegate that throws
/// <see cref="OperationCanceledException"/> loses its item without a trace: hence the guard round every delegate.
/// </remarks>
internal sealed class Mesh(CancellationToken cancelled) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExceptionDispatchInfo? _firstFault;
    private int _running = 1; // delegates under way, and RunAsync itself

    /// <summary>A block that turns each item into one other, <paramref name="stage"/>.Parallelism at a time.</summary>
    /// <param name="capacity">Items waiting, in work and done but not yet taken, together.</param>
    /// <param name="workers">Shared by the stages that it is given to, item by item.</param>
    /// <param name="inOrder">Whether they are handed on in order: one that takes long then keeps those behind it, and in the end their workers, waiting.</param>
    public TransformBlock<TIn, TOut> Transform<TIn, TOut>(
        Stage stage, int capacity, Func<TIn, CancellationToken, TOut> work, TaskScheduler? workers = null, bool inOrder = true)
    {
        var options = Options(stage, capacity, workers);
        options.EnsureOrdered = inOrder;
        return new(item => Guarded(stage, () => Task.FromResult(work(item, _stop.Token))), options);
    }

    /// <summary>A block that takes items one at a time and may wait, to write or to send on by hand.</summary>
    public ActionBlock<TIn> Pump<TIn>(Stage stage, int capacity, Func<TIn, CancellationToken, Task> work) =>
        new(item => Guarded(stage, async () => { await work(item, _stop.Token); return true; }), Options(stage, capacity));

    /// <summary>Links two blocks; the end of the first ends the second.</summary>
    public static void Link<T>(ISourceBlock<T> source, ITargetBlock<T> target) =>
        source.LinkTo(target, new DataflowLinkOptions { PropagateCompletion = true });

    /// <summary>
    /// Ends <paramref name="target"/> after <paramref name="source"/>, which feeds it by hand; <paramref name="last"/> sends what is left.
    /// </summary>
    public void Continue<T>(IDataflowBlock source, Func<CancellationToken, Task> last, ITargetBlock<T> target) =>
        _ = source.Completion.ContinueWith(async ended =>
        {
            try
            {
                if (ended.IsCompletedSuccessfully) await Unguarded(() => last(_stop.Token));
            }
            finally
            {
                target.Complete();
            }
        }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Sends an item on, waiting for room; a refusal means the graph is stopping.</summary>
    public static async Task SendAsync<T>(ITargetBlock<T> target, T item, CancellationToken token)
    {
        if (!await target.SendAsync(item, token)) throw new OperationCanceledException("the graph is stopping");
    }

    /// <summary>Feeds the head until the producer ends, then waits for the tail, and for every delegate still at work.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled and nothing failed.</exception>
    public async Task RunAsync<T>(ITargetBlock<T> head, Func<CancellationToken, IAsyncEnumerable<T>> produce, IDataflowBlock tail)
    {
        try
        {
            await Unguarded(async () =>
            {
                await foreach (var item in produce(_stop.Token)) await SendAsync(head, item, _stop.Token);
            });
            head.Complete();
            await tail.Completion;
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // What stopped the graph is told below: the tail's own exception is only its echo.
        }
        Leave();
        await _idle.Task;
        _firstFault?.Throw();
        cancelled.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private ExecutionDataflowBlockOptions Options(Stage stage, int capacity, TaskScheduler? workers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, stage.Parallelism);
        return new()
        {
            BoundedCapacity = capacity,
            MaxDegreeOfParallelism = stage.Parallelism,
            CancellationToken = _stop.Token,
            NameFormat = stage.Name + " {1}",
            TaskScheduler = workers ?? TaskScheduler.Default,
            MaxMessagesPerTask = workers is null ? DataflowBlockOptions.Unbounded : 1, // a stage with work to do would keep a shared worker for good
        };
    }

    private async Task<T> Guarded<T>(Stage stage, Func<Task<T>> work)
    {
        Interlocked.Increment(ref _running);
        var started = stage.Start();
        try
        {
            _stop.Token.ThrowIfCancellationRequested(); // a delegate that starts after the end must not touch what is disposed
            return await work();
        }
        catch (Exception fault)
        {
            throw Stop(fault);
        }
        finally
        {
            stage.Finish(started);
            Leave();
        }
    }

    private async Task Unguarded(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            throw Stop(fault);
        }
    }

    /// <summary>Keeps the first fault and stops every block. A cancellation nobody asked for is a fault too.</summary>
    private Exception Stop(Exception fault)
    {
        if (fault is OperationCanceledException)
        {
            if (_stop.IsCancellationRequested) return fault;
            fault = new InvalidOperationException("a stage was cancelled from within", fault);
        }
        Interlocked.CompareExchange(ref _firstFault, ExceptionDispatchInfo.Capture(fault), null);
        _stop.Cancel();
        return fault;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _running) == 0) _idle.TrySetResult();
    }
}
