using System.Buffers.Binary;
using Hares.Ingest.Synthesis;

namespace Hares.Ingest.Tests.Synthesis;

public sealed class WavWriterTests
{
    [Fact]
    public void The_header_describes_mono_16_bit_pcm()
    {
        var bytes = Written([0, 0.5f, -0.5f]);

        Assert.Equal(
            [
                .. "RIFF"u8, 42, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x44, 0xac, 0, 0, 0x88, 0x58, 1, 0, 2, 0, 16, 0,
                .. "data"u8, 6, 0, 0, 0
            ],
            bytes[..44]);
        Assert.Equal(50, bytes.Length);
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(1f, 32767)]
    [InlineData(-1f, -32767)]
    [InlineData(2f, 32767)]
    [InlineData(-2f, -32768)]
    [InlineData(float.PositiveInfinity, 32767)]
    [InlineData(float.NaN, 0)]
    public void Samples_are_rounded_and_clipped(float sample, short expected) =>
        Assert.Equal(expected, BinaryPrimitives.ReadInt16LittleEndian(Written([sample]).AsSpan(44)));

    [Fact]
    public void Stereo_is_interleaved_at_24_bits()
    {
        var bytes = WavWriter.EncodeStereo24([1, -1, 0.5f], [0, 2, -0.5f], 48_000);

        Assert.Equal([1, 0, 2, 0, 0x80, 0xbb, 0, 0, 0, 0x65, 4, 0, 6, 0, 24, 0], bytes[20..36]);
        Assert.Equal([0xff, 0xff, 0x7f, 0, 0, 0, 1, 0, 0x80, 0xff, 0xff, 0x7f, 0, 0, 0x40, 0, 0, 0xc0], bytes[44..]);
    }

    private static byte[] Written(float[] samples) => WavWriter.Encode(samples, 44_100);
}
