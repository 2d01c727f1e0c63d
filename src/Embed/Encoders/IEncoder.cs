namespace Hares.Embed.Encoders;

/// <summary>
/// A frozen network (or statistic) that turns windows, of log-mel or of the waveform itself, into embeddings. Used by one thread at
/// a time; disposed by its owner.
/// </summary>
public interface IEncoder : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimension { get; }

    /// <summary>Embeds windows of equal length in one forward pass.</summary>
    /// <param name="windows">
    /// Windows of log-mel, each frames x bands in row-major order, all of the same number of frames, before any normalisation; a waveform has one
    /// band, and a frame is a sample of full scale 1.
    /// </param>
    /// <param name="frames">Frames a window.</param>
    /// <returns>One embedding a window, each of length <see cref="Dimension"/>.</returns>
    /// <exception cref="OutOfDeviceMemoryException">The batch does not fit the device's memory; a smaller one may.</exception>
    float[][] Embed(IReadOnlyList<float[]> windows, int frames);
}
