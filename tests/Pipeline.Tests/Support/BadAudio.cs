using System.Buffers.Binary;

namespace Hares.Pipeline.Tests.Support;

/// <summary>Audio files as they come from broken disks, interrupted copies and careless programs.</summary>
internal static class BadAudio
{
    private const int RateOffset = 24;
    private const int ChannelsOffset = 22;
    private const int BlockAlignOffset = 32;

    /// <summary>The same samples under another declared rate.</summary>
    public static byte[] WithRate(int rateHz)
    {
        var wav = Good();
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(RateOffset), rateHz);
        return wav;
    }

    /// <summary>The same samples, dealt out to several channels.</summary>
    public static byte[] WithChannels(short channels)
    {
        var wav = Good();
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(ChannelsOffset), channels);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(BlockAlignOffset), (short)(2 * channels));
        return wav;
    }

    /// <summary>32-bit floats, one of them not a number.</summary>
    public static byte[] Float(float odd)
    {
        var samples = new float[8000];
        samples[4000] = odd;
        return [.. Header(samples.Length * sizeof(float)), .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(samples)];
    }

    public static byte[] Good() => ToneCorpus.Wav(ToneCorpus.Tone(0, 0.6));

    private static byte[] Header(int dataBytes)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("RIFF"u8);
        writer.Write(36 + dataBytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(ToneCorpus.RateHz);
        writer.Write(ToneCorpus.RateHz * sizeof(float));
        writer.Write((short)sizeof(float));
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(dataBytes);
        writer.Flush();
        return memory.ToArray();
    }
}
