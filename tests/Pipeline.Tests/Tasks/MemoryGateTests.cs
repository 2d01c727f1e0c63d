using Hares.Pipeline.Tasks;

namespace Hares.Pipeline.Tests.Tasks;

public sealed class MemoryGateTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly MemoryGate _gate = new(budgetBytes: 100);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task What_fits_comes_in_at_once()
    {
        using var first = await Enter(60).WaitAsync(Patience, TestContext.Current.CancellationToken);
        using var second = await Enter(40).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.False(Enter(1).IsCompleted);
    }

    [Fact]
    public async Task What_does_not_fit_waits_until_room_is_given_up()
    {
        var first = await Enter(60);
        var second = Enter(50);
        Assert.False(second.IsCompleted);

        first.Dispose();
        first.Dispose(); // room is given up once

        using var _ = await second.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(Enter(51).IsCompleted);
    }

    [Fact]
    public async Task What_is_larger_than_all_room_comes_in_alone()
    {
        var small = await Enter(1);
        var large = Enter(1000);
        Assert.False(large.IsCompleted);

        small.Dispose();

        using var _ = await large.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(Enter(1).IsCompleted);
    }

    [Fact]
    public async Task The_small_do_not_overtake_the_large()
    {
        var first = await Enter(60);
        var large = Enter(100);
        var small = Enter(10);
        Assert.False(small.IsCompleted);

        first.Dispose();
        (await large.WaitAsync(Patience, TestContext.Current.CancellationToken)).Dispose();

        using var _ = await small.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_the_line_to_the_next()
    {
        var first = await Enter(100);
        using var patience = new CancellationTokenSource();
        var second = _gate.EnterAsync(50, patience.Token);
        var third = Enter(30);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience, TestContext.Current.CancellationToken));
        first.Dispose();
        using var _ = await third.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    private Task<IDisposable> Enter(long bytes) => _gate.EnterAsync(bytes, TestContext.Current.CancellationToken);
}
