namespace Hares.Embed.Encoders;

/// <summary>
/// A frozen network (or statistic) that turns windows, of log-mel or of the waveform itself, into embeddings. Computes one batch at a time, while any
/// thread prepares the next: a GPU need not wait for that. Disposed by its owner, after its batches.
/// </summary>
public interface IEncoder : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimension { get; }

    /// <summary>Makes windows of equal length ready to be embedded; any thread may, at any time.</summary>
    /// <param name="windows">
    /// Windows of log-mel, each frames x bands in row-major order, all of the same number of frames, before any normalisation; a waveform has one
    /// band, and a frame is a sample of full scale 1. They may not change before the batch is disposed.
    /// </param>
    /// <param name="frames">Frames a window.</param>
    /// <exception cref="OutOfDeviceMemoryException">There is no memory to prepare so many; for fewer there may be.</exception>
    PreparedBatch Prepare(IReadOnlyList<float[]> windows, int frames);
}
