using System.Buffers.Binary;

namespace Hares.Ingest.Synthesis;

/// <summary>Makes RIFF WAVE files of integer PCM.</summary>
internal static class WavWriter
{
    private const int HeaderBytes = 44;
    private const double Max16 = short.MaxValue;
    private const double Max24 = (1 << 23) - 1;

    /// <summary>The bytes of a mono file of 16 bits a sample.</summary>
    /// <param name="samples">-1 to 1; what lies outside is clipped, and NaN becomes silence.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    public static byte[] Encode(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var bytes = NewFile(samples.Length, sampleRateHz, channels: 1, bytesPerSample: 2);
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderBytes + 2 * i), (short)Quantize(samples[i], Max16));
        return bytes;
    }

    /// <summary>The bytes of a stereo file of 24 bits a sample.</summary>
    /// <param name="left">-1 to 1; what lies outside is clipped, and NaN becomes silence.</param>
    /// <param name="right">As many samples as <paramref name="left"/>.</param>
    /// <param name="sampleRateHz">Frames a second.</param>
    public static byte[] EncodeStereo24(ReadOnlySpan<float> left, ReadOnlySpan<float> right, int sampleRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, left.Length);
        var bytes = NewFile(2 * left.Length, sampleRateHz, channels: 2, bytesPerSample: 3);
        for (var i = 0; i < left.Length; i++)
        {
            Write24(bytes.AsSpan(HeaderBytes + 6 * i), left[i]);
            Write24(bytes.AsSpan(HeaderBytes + 6 * i + 3), right[i]);
        }
        return bytes;
    }

    /// <summary>A sample as an integer of so many steps from silence to full scale.</summary>
    public static int Quantize(float sample, double steps) => float.IsNaN(sample) ? 0 : (int)Math.Clamp(Math.Round(sample * steps), -steps - 1, steps);

    private static void Write24(Span<byte> destination, float sample)
    {
        var value = Quantize(sample, Max24);
        BinaryPrimitives.WriteInt16LittleEndian(destination, (short)value);
        destination[2] = (byte)(value >> 16);
    }

    /// <summary>A file whose samples are still to be written.</summary>
    private static byte[] NewFile(int samples, int sampleRateHz, int channels, int bytesPerSample)
    {
        var dataBytes = checked(samples * bytesPerSample);
        var bytes = new byte[checked(HeaderBytes + dataBytes)];
        var header = bytes.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], sampleRateHz * channels * bytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)(channels * bytesPerSample));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], (short)(8 * bytesPerSample));
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], dataBytes);
        return bytes;
    }
}
