using System.Buffers;
using System.Numerics.Tensors;

namespace Hares.Ingest.Audio;

/// <summary>Reads a source to the end as one channel, in chunks, so that at no time more than the mono result is in memory.</summary>
internal static class MonoReader
{
    private const int ChunkSamples = 1 << 14; // 64 KiB: what was decoded is mixed while it is in the cache
    private const int FirstCapacity = 1 << 16;

    /// <summary>Reads at most <paramref name="maxFrames"/> frames.</summary>
    /// <param name="source">Where the samples come from.</param>
    /// <param name="maxFrames">Where to stop.</param>
    /// <param name="likelyFrames">Room to begin with; the result grows from there, so that a header that lies costs no memory.</param>
    /// <param name="isFinite">False when the audio holds NaN or infinity; reading stopped there.</param>
    /// <param name="cancellation">Checked at every chunk.</param>
    public static SampleBuffer Read(ISampleSource source, long maxFrames, long likelyFrames, out bool isFinite, CancellationToken cancellation)
    {
        maxFrames = Math.Min(maxFrames, Array.MaxLength);
        var mono = new SampleBuffer((int)Math.Min(maxFrames, Math.Max(likelyFrames, FirstCapacity)));
        var chunk = source.Channels == 1 ? null : ArrayPool<float>.Shared.Rent(Math.Max(ChunkSamples, source.Channels));
        try
        {
            var count = 0;
            isFinite = true;
            while (isFinite && count < maxFrames)
            {
                cancellation.ThrowIfCancellationRequested();
                if (count == mono.Length) mono.Resize((int)Math.Min(maxFrames, 2L * count));
                var free = mono.Span[count..];
                var frames = chunk is null ? source.ReadFrames(free[..Math.Min(free.Length, ChunkSamples)]) : ReadMixed(source, chunk, free);
                if (frames == 0) break;
                isFinite = source.HoldsIntegers || TensorPrimitives.IsFiniteAll<float>(free[..frames]);
                count += frames;
            }

            mono.Resize(count);
            return mono;
        }
        finally
        {
            if (chunk is not null) ArrayPool<float>.Shared.Return(chunk);
        }
    }

    /// <summary>Reads past <paramref name="frames"/> frames, or to the end of a source that has fewer.</summary>
    public static void Skip(ISampleSource source, long frames, CancellationToken cancellation)
    {
        var chunk = ArrayPool<float>.Shared.Rent(Math.Max(ChunkSamples, source.Channels));
        try
        {
            while (frames > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var wanted = (int)Math.Min(frames, chunk.Length / source.Channels);
                var read = source.ReadFrames(chunk.AsSpan(0, wanted * source.Channels));
                if (read == 0) return;
                frames -= read;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(chunk);
        }
    }

    private static int ReadMixed(ISampleSource source, float[] chunk, Span<float> mono)
    {
        var wanted = Math.Min(mono.Length, chunk.Length / source.Channels);
        var frames = source.ReadFrames(chunk.AsSpan(0, wanted * source.Channels));
        ChannelMixer.Mix(chunk.AsSpan(0, frames * source.Channels), source.Channels, mono[..frames]);
        return frames;
    }
}
