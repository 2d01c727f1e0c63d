using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;

namespace Hares.Embed;

/// <summary>
/// Feeds one encoder in batches its device can hold. When a batch does not fit, half of it is tried, and the smaller size is kept for later windows
/// of that length. Owns the encoder. Several threads may embed at once: the device computes one batch after another, and the others prepare theirs
/// meanwhile.
/// </summary>
public sealed class Embedder : IDisposable
{
    private readonly IEncoder _encoder;
    private readonly BatchLimit _limit;
    private readonly EmbeddingStorage _storage;
    private readonly TimeProvider _clock;
    private readonly Lock _turn;
    private readonly string _who; // as a sentence begins
    private readonly ConcurrentDictionary<int, BatchSize> _sizes = [];

    /// <param name="encoder">Disposed with the embedder.</param>
    /// <param name="limit">Most windows handed to the encoder at once.</param>
    /// <param name="storage">What embeddings are rounded to.</param>
    /// <param name="clock">Times batches, where their size is to be found; by default the system's.</param>
    /// <param name="turn">Held while the device computes: to be shared by the encoders of one device. By default the encoder has the device to itself.</param>
    /// <param name="name">The encoder's name in what is said of it; by default it has none.</param>
    public Embedder(
        IEncoder encoder, BatchLimit limit, EmbeddingStorage storage = EmbeddingStorage.Float32, TimeProvider? clock = null, Lock? turn = null,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(limit);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit.Most, 1, nameof(limit));
        (_encoder, _limit, _storage, _clock, _turn) = (encoder, limit, storage, clock ?? TimeProvider.System, turn ?? new());
        _who = name is null ? "An encoder" : $"Encoder {name}";
    }

    /// <summary>Length of an embedding.</summary>
    public int Dimension => _encoder.Dimension;

    /// <summary>How many windows of this length are best handed over at once, as far as is known; any thread may ask.</summary>
    public int WindowsAtOnce(int frames) => Size(frames).Windows;

    /// <summary>Embeds windows of equal length.</summary>
    /// <param name="windows">Windows, each frames x bands in row-major order, before any normalisation; see <see cref="IEncoder.Prepare"/>.</param>
    /// <param name="frames">Frames a window.</param>
    /// <returns>One embedding a window, or what is wrong with it: not finite, beyond what is stored, of another length, or none.</returns>
    /// <exception cref="EncoderException">Not even one window fits the device's memory.</exception>
    public EmbeddedWindow[] Embed(IReadOnlyList<float[]> windows, int frames)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var (embeddings, size) = (new List<EmbeddedWindow>(windows.Count), Size(frames));
        while (embeddings.Count < windows.Count)
        {
            var batch = windows.Skip(embeddings.Count).Take(size.Windows).ToArray();
            if (TryEmbed(batch, frames) is { } embedded)
                embeddings.AddRange(embedded);
            else
                lock (_turn) size.Halve(batch.Length);
        }

        return [.. embeddings];
    }

    /// <summary>Disposes the encoder.</summary>
    public void Dispose() => _encoder.Dispose();

    private BatchSize Size(int frames) => _sizes.GetOrAdd(frames, length => new(_limit.For(length), _limit.Grows));

    /// <returns>Null where the batch does not fit the device.</returns>
    private EmbeddedWindow[]? TryEmbed(float[][] batch, int frames)
    {
        try
        {
            var embedded = Computed(batch, frames);
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
            throw new EncoderException(
                $"{_who} lacks memory for a single window: {e.Message.TrimEnd('.')}. "
                + "Shorten the task's window, choose another device, or leave this encoder out.", e);
        }
    }

    private float[][] Computed(float[][] batch, int frames)
    {
        using var prepared = _encoder.Prepare(batch, frames);
        lock (_turn)
        {
            var started = _clock.GetTimestamp();
            var embedded = prepared.Embed();
            Size(frames).Took(batch.Length, _clock.GetElapsedTime(started).TotalSeconds);
            return embedded;
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
