using System.Numerics;

namespace Hares.Ingest.Audio;

/// <summary>Mixes interleaved channels to one: their mean.</summary>
internal static class ChannelMixer
{
    /// <summary>Mixes <paramref name="interleaved"/> (frames x channels) into <paramref name="mono"/> (frames).</summary>
    public static void Mix(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        var first = channels == 2 ? MixStereo(interleaved, mono) : 0;
        var scale = 1f / channels;
        for (var frame = first; frame < mono.Length; frame++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(frame * channels, channels)) sum += sample;
            mono[frame] = sum * scale;
        }
    }

    /// <summary>Mixes whole vectors; gives the number of frames done.</summary>
    private static int MixStereo(ReadOnlySpan<float> interleaved, Span<float> mono)
    {
        const int BitsOfFloat = 32;
        var frame = 0;
        for (; frame + Vector<float>.Count <= mono.Length; frame += Vector<float>.Count)
        {
            var pairs = interleaved.Slice(2 * frame, 2 * Vector<float>.Count);
            var a = Vector.AsVectorUInt64(new Vector<float>(pairs)); // one frame in 64 bits: left below, right above
            var b = Vector.AsVectorUInt64(new Vector<float>(pairs[Vector<float>.Count..]));
            var left = Vector.AsVectorSingle(Vector.Narrow(a, b));
            var right = Vector.AsVectorSingle(Vector.Narrow(a >> BitsOfFloat, b >> BitsOfFloat));
            ((left + right) * 0.5f).CopyTo(mono[frame..]);
        }

        return frame;
    }
}
