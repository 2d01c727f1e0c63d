namespace Hares.Embed.Encoders;

/// <summary>Windows that an encoder's device can take at once. Holds memory of the encoder's until it is disposed.</summary>
/// <param name="embed">What the device does.</param>
/// <param name="release">Gives the memory back, once however often the batch is disposed; nothing to do by default.</param>
public sealed class PreparedBatch(Func<float[][]> embed, Action? release = null) : IDisposable
{
    private Action? _release = release;

    /// <summary>Embeds the windows, in as many passes through the network as suit it and its device; one batch of an encoder at a time.</summary>
    /// <returns>One embedding a window, each of length <see cref="IEncoder.Dimension"/>.</returns>
    /// <exception cref="OutOfDeviceMemoryException">The batch does not fit the device's memory; a smaller one may.</exception>
    public float[][] Embed() => embed();

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
