namespace Hares.Embed.Encoders;

/// <summary>
/// A frozen network (or statistic) that turns windows of log-mel into embeddings. Used by one thread at a time; disposed by its owner.
/// </summary>
public interface IEncoder : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimension { get; }

    /// <summary>Embeds windows of equal length in one forward pass.</summary>
    /// <param name="logMel">Windows, each frames x bands in row-major order, all of the same number of frames, before any normalisation.</param>
    /// <param name="frames">Frames a window.</param>
    /// <returns>One embedding a window, each of length <see cref="Dimension"/>.</returns>
    /// <exception cref="OutOfDeviceMemoryException">The batch does not fit the device's memory; a smaller one may.</exception>
    float[][] Embed(IReadOnlyList<float[]> logMel, int frames);
}
