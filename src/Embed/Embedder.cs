using System.Numerics.Tensors;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;

namespace Hares.Embed;

/// <summary>
/// Feeds one encoder in batches its device can hold. When a batch does not fit, half of it is tried, and the smaller size is kept for later calls.
/// Owns the encoder. For one thread at a time: a device computes one batch after another.
/// </summary>
public sealed class Embedder : IDisposable
{
    private readonly IEncoder _encoder;
    private readonly EmbeddingStorage _storage;

    /// <param name="encoder">Disposed with the embedder.</param>
    /// <param name="batchSize">Most windows handed to the encoder at once, at least 1.</param>
    /// <param name="storage">What embeddings are rounded to.</param>
    public Embedder(IEncoder encoder, int batchSize, EmbeddingStorage storage = EmbeddingStorage.Float32)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        (_encoder, BatchSize, _storage) = (encoder, batchSize, storage);
    }

    /// <summary>Most windows handed to the encoder at once; shrinks when the device runs out of memory.</summary>
    public int BatchSize { get; private set; }

    /// <summary>Length of an embedding.</summary>
    public int Dimension => _encoder.Dimension;

    /// <summary>Embeds windows of equal length.</summary>
    /// <param name="windows">Windows, each frames x bands in row-major order, before any normalisation; see <see cref="IEncoder.Embed"/>.</param>
    /// <param name="frames">Frames a window.</param>
    /// <returns>One embedding a window, or what is wrong with it: not finite, beyond what is stored, of another length, or none.</returns>
    /// <exception cref="EncoderException">Not even one window fits the device's memory.</exception>
    public EmbeddedWindow[] Embed(IReadOnlyList<float[]> windows, int frames)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var embeddings = new List<EmbeddedWindow>(windows.Count);
        while (embeddings.Count < windows.Count)
        {
            var batch = windows.Skip(embeddings.Count).Take(BatchSize).ToArray();
            if (TryEmbed(batch, frames) is { } embedded)
                embeddings.AddRange(embedded);
            else
                BatchSize = batch.Length / 2;
        }

        return [.. embeddings];
    }

    /// <summary>Disposes the encoder.</summary>
    public void Dispose() => _encoder.Dispose();

    /// <returns>Null where the batch does not fit the device.</returns>
    private EmbeddedWindow[]? TryEmbed(float[][] batch, int frames)
    {
        try
        {
            var embedded = _encoder.Embed(batch, frames);
            return embedded.Length == batch.Length
                ? [.. embedded.Select(Checked)]
                : throw new InvalidOperationException($"The encoder gave {embedded.Length} embeddings for {batch.Length} windows.");
        }
        catch (ModelFailureException) when (batch.Length > 1)
        {
            return [.. batch.Select(window => TryEmbed([window], frames)![0])]; // one sound may be to blame: the others must not suffer for it
        }
        catch (ModelFailureException e)
        {
            return [new([], $"fails ({e.Reason})")];
        }
        catch (OutOfDeviceMemoryException) when (batch.Length > 1)
        {
            return null;
        }
        catch (OutOfDeviceMemoryException e)
        {
            throw new EncoderException($"The device has not enough memory for a single window of {frames} frames.", e);
        }
    }

    private EmbeddedWindow Checked(float[] embedding)
    {
        if (embedding.Length != Dimension)
            return new(embedding, $"gave {embedding.Length} numbers instead of {Dimension}");
        if (_storage == EmbeddingStorage.Float16)
            for (var i = 0; i < embedding.Length; i++)
                embedding[i] = (float)(Half)embedding[i]; // infinite beyond 65,504
        return new(embedding, TensorPrimitives.IsFiniteAll<float>(embedding) ? null
            : _storage == EmbeddingStorage.Float16 ? "gave NaN, infinity or a number too large for 16 bits"
            : "gave NaN or infinity");
    }
}
