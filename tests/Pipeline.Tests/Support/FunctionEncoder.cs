using System.Collections.Concurrent;
using Hares.Embed.Encoders;

namespace Hares.Pipeline.Tests.Support;

/// <summary>An encoder that is a function of a batch, of as many values a window as the log-mel baseline has.</summary>
internal sealed class FunctionEncoder(Func<IReadOnlyList<float[]>, float[][]> embed) : IEncoder
{
    public int Dimension => Some.Dimension;

    /// <summary>Sizes of the batches asked for, in order.</summary>
    public ConcurrentQueue<int> Batches { get; } = [];

    public bool IsDisposed { get; private set; }

    public PreparedBatch Prepare(IReadOnlyList<float[]> windows, int frames) => new(() =>
    {
        Batches.Enqueue(windows.Count);
        return embed(windows);
    });

    public void Dispose() => IsDisposed = true;

    /// <summary>A window's embedding: its first values.</summary>
    public static float[] Of(float[] window) => window[..Some.Dimension];
}
