using System.Buffers.Binary;

namespace Hares.Ingest.Tests.Support;

/// <summary>Writes WAV files byte by byte, the broken ones too.</summary>
internal static class WavVariants
{
    public const int Pcm = 1, Float = 3, Extensible = 0xFFFE;

    /// <summary>A WAV of interleaved samples; <paramref name="declaredDataBytes"/> overrides the truth in the header.</summary>
    public static byte[] Bytes(
        float[] interleaved, int rateHz = 16000, int channels = 1, int bits = 16, int coding = Pcm, uint? declaredDataBytes = null)
    {
        var data = interleaved.SelectMany(sample => Sample(sample, bits, coding)).ToArray();
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var formatBytes = coding == Extensible ? 40 : 16;
        var size = declaredDataBytes ?? (uint)data.Length;
        writer.Write("RIFF"u8);
        writer.Write(unchecked(size + 20u + (uint)formatBytes));
        writer.Write("WAVEfmt "u8);
        writer.Write(formatBytes);
        writer.Write((ushort)coding);
        writer.Write((ushort)channels);
        writer.Write(rateHz);
        writer.Write(unchecked(rateHz * channels * bits / 8));
        writer.Write((ushort)(channels * bits / 8));
        writer.Write((ushort)bits);
        if (coding == Extensible) WriteExtension(writer, bits);
        writer.Write("data"u8);
        writer.Write(size);
        writer.Write(data);
        return stream.ToArray();
    }

    private static void WriteExtension(BinaryWriter writer, int bits)
    {
        writer.Write((ushort)22);
        writer.Write((ushort)bits);
        writer.Write(0); // no loudspeaker positions
        writer.Write([1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]); // KSDATAFORMAT_SUBTYPE_PCM
    }

    private static byte[] Sample(float value, int bits, int coding)
    {
        var bytes = new byte[bits / 8];
        if (coding == Float && bits == 32) BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        else if (coding == Float) BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        else if (bits == 8) bytes[0] = (byte)(Math.Round(value * 127) + 128);
        else Integer(value, bits).AsSpan(0, bytes.Length).CopyTo(bytes);
        return bytes;
    }

    private static byte[] Integer(float value, int bits)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)Math.Round(value * ((1L << (bits - 1)) - 1)));
        return bytes;
    }
}
