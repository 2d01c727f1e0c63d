using Hares.Ingest.Audio;
using Hares.Ingest.Synthesis;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Synthesis;

public sealed class SoundEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Flac_keeps_every_sample_to_the_last_of_16_bits(int rateHz)
    {
        var samples = Some.Noise(12_345, seed: 1);

        var info = Read(SoundEncoder.EncodeFlac(samples, rateHz), "x.flac", out var decoded);

        Assert.Equal(("flac", rateHz, 1), (info.Format, info.SampleRateHz, info.Channels));
        Close.Equal(samples, decoded, 1.0 / 32_000);
    }

    [Fact]
    public void Mp3_is_of_32_kilobits_and_sounds_as_what_was_encoded()
    {
        var samples = Some.Tone(1000, 16_000, 32_000);

        var bytes = SoundEncoder.EncodeMp3(samples, kilobits: 32);
        var info = Read(bytes, "x.mp3", out var decoded);

        Assert.Equal(("mp3", 16_000, 1), (info.Format, info.SampleRateHz, info.Channels));
        Assert.InRange(bytes.Length, 2 * 4000, 2 * 4000 + 500);
        Assert.Equal(0.48, decoded.Skip(8000).Take(16_000).Max(), 0.05);
    }

    [Fact]
    public void The_same_samples_give_the_same_bytes()
    {
        var samples = Some.Noise(20_000, seed: 2);

        Assert.Equal(SoundEncoder.EncodeMp3(samples, 32), SoundEncoder.EncodeMp3(samples, 32));
        Assert.Equal(SoundEncoder.EncodeFlac(samples, 48_000), SoundEncoder.EncodeFlac(samples, 48_000));
    }

    [Fact]
    public void A_format_that_the_library_cannot_write_is_told_in_a_sentence()
    {
        const int NoSuchFormat = 0x7F0002;

        Assert.StartsWith(
            "The installed libsndfile cannot write ",
            Assert.Throws<AudioLibraryException>(() => new MemorySound(NoSuchFormat, 16_000)).Message);
    }

    private AudioHeader Read(byte[] bytes, string name, out float[] decoded)
    {
        var path = _folder.Write(name, bytes);
        Assert.True(new AudioDecoder().TryInspect(path, out var header, out _));
        decoded = Some.Decode(path).Samples.Span.ToArray();
        return header;
    }
}
