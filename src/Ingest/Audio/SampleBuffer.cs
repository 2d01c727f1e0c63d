using System.Buffers;

namespace Hares.Ingest.Audio;

/// <summary>
/// Mono samples in memory that serves again once they are disposed of: a new array for every clip makes the system clear new pages, which takes
/// longer than decoding a WAV. Not disposed of, they are the garbage collector's.
/// </summary>
public sealed class SampleBuffer : IDisposable
{
    private float[]? _samples; // at least as long

    /// <summary>Room for samples, with chance contents.</summary>
    public SampleBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        (_samples, Length) = (ArrayPool<float>.Shared.Rent(length), length);
    }

    /// <summary>A copy.</summary>
    public SampleBuffer(ReadOnlySpan<float> samples) : this(samples.Length) => samples.CopyTo(Span);

    /// <summary>Number of samples.</summary>
    public int Length { get; private set; }

    /// <summary>The samples, not to be used after they were disposed of.</summary>
    /// <exception cref="ObjectDisposedException">They were disposed of already.</exception>
    public Span<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_samples is null, this);
            return _samples.AsSpan(0, Length);
        }
    }

    /// <summary>Changes the number of samples; those that stay are kept.</summary>
    /// <exception cref="ObjectDisposedException">They were disposed of already.</exception>
    internal void Resize(int length)
    {
        ObjectDisposedException.ThrowIf(_samples is null, this);
        if (length > _samples.Length)
        {
            var larger = ArrayPool<float>.Shared.Rent(length);
            Span.CopyTo(larger);
            ArrayPool<float>.Shared.Return(_samples);
            _samples = larger;
        }

        Length = length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _samples, null) is { } samples) ArrayPool<float>.Shared.Return(samples);
    }
}
