using Hares.Embed.Encoders;

namespace Hares.Embed.Tests.Support;

/// <summary>Computes nothing before so many batches are prepared.</summary>
internal sealed class PatientEncoder(int batches) : IEncoder
{
    private readonly CountdownEvent _toPrepare = new(batches);
    private int _atOnce;

    public int Dimension => 1;

    /// <summary>Batches computed at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public PreparedBatch Prepare(IReadOnlyList<float[]> windows, int frames)
    {
        _toPrepare.Signal();
        return new(() =>
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            Assert.True(_toPrepare.Wait(TimeSpan.FromSeconds(30)), "the other batches are not prepared meanwhile");
            Interlocked.Decrement(ref _atOnce);
            return [.. windows];
        });
    }

    public void Dispose() => _toPrepare.Dispose();
}
