using System.Buffers.Binary;

namespace Hares.Ingest.Synthesis;

/// <summary>Makes mono RIFF WAVE files of 16-bit PCM.</summary>
internal static class WavWriter
{
    private const int HeaderBytes = 44;
    private const int BytesPerSample = 2;

    /// <summary>The bytes of a file.</summary>
    /// <param name="samples">-1 to 1; what lies outside is clipped, and NaN becomes silence.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    public static byte[] Encode(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var dataBytes = checked(samples.Length * BytesPerSample);
        var bytes = new byte[checked(HeaderBytes + dataBytes)];
        WriteHeader(bytes, dataBytes, sampleRateHz);
        for (var i = 0; i < samples.Length; i++)
        {
            var value = Math.Clamp(Math.Round(samples[i] * 32767.0), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderBytes + i * BytesPerSample), double.IsNaN(value) ? (short)0 : (short)value);
        }
        return bytes;
    }

    private static void WriteHeader(Span<byte> bytes, int dataBytes, int sampleRateHz)
    {
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], sampleRateHz * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[32..], BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[34..], 8 * BytesPerSample);
        "data"u8.CopyTo(bytes[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], dataBytes);
    }
}
