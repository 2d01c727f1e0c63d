using Hares.Embed.Encoders;

namespace Hares.Embed.Tests.Support;

/// <summary>Embeds a window as its first two values, and has memory for so many windows only.</summary>
/// <param name="onEmbed">Is told how many windows are embedded.</param>
internal sealed class FakeEncoder(int memory, Action<int>? onEmbed = null) : IEncoder
{
    public int Dimension => 2;

    /// <summary>Sizes of the batches asked for, those that did not fit included.</summary>
    public List<int> Batches { get; } = [];

    public bool Disposed { get; private set; }

    public PreparedBatch Prepare(IReadOnlyList<float[]> logMel, int frames) => new(() => Embedded(logMel, frames));

    public void Dispose() => Disposed = true;

    private float[][] Embedded(IReadOnlyList<float[]> logMel, int frames)
    {
        Batches.Add(logMel.Count);
        onEmbed?.Invoke(logMel.Count);
        return logMel.Count > memory
            ? throw new OutOfDeviceMemoryException($"{logMel.Count} windows of {frames} frames do not fit the memory of cuda:0.")
            : [.. logMel.Select(window => window[..Math.Min(2, window.Length)])];
    }
}
