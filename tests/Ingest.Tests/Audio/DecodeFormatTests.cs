using Hares.Ingest.Audio;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

public sealed class DecodeFormatTests : IDisposable
{
    private const int RateHz = 16000;
    private static readonly float[] Tone = Some.Tone(440, RateHz, RateHz);
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(8, WavVariants.Pcm, 1.0 / 64)]
    [InlineData(16, WavVariants.Pcm, 1.0 / 16000)]
    [InlineData(24, WavVariants.Pcm, 1e-6)]
    [InlineData(32, WavVariants.Pcm, 1e-6)]
    [InlineData(32, WavVariants.Float, 0)]
    [InlineData(64, WavVariants.Float, 0)]
    [InlineData(16, WavVariants.Extensible, 1.0 / 16000)]
    [InlineData(24, WavVariants.Extensible, 1e-6)]
    public void Wav_of_every_depth_gives_its_samples(int bits, int coding, double tolerance)
    {
        var path = _folder.Write("a.wav", WavVariants.Bytes(Tone, RateHz, bits: bits, coding: coding));

        AssertSame(Tone, Some.Decode(path), RateHz, tolerance);
    }

    [Theory]
    [InlineData(SoundWriter.Flac16, 16000, 1.0 / 16000)]
    [InlineData(SoundWriter.Aiff16, 16000, 1.0 / 16000)]
    [InlineData(SoundWriter.Au16, 16000, 1.0 / 16000)]
    [InlineData(SoundWriter.Wave64, 16000, 1.0 / 16000)]
    [InlineData(SoundWriter.Rf64, 16000, 1.0 / 16000)]
    [InlineData(SoundWriter.Vorbis, 16000, 0.05)]
    [InlineData(SoundWriter.Opus, 48000, 0.05)]
    [InlineData(SoundWriter.Mp3, 16000, 0.05)]
    public void Compressed_formats_give_every_sample_of_every_channel(int format, int rateHz, double tolerance)
    {
        var tone = Some.Tone(440, rateHz, rateHz);
        var stereo = tone.SelectMany(sample => new[] { sample, sample }).ToArray();
        var path = SoundWriter.Write(_folder.File("audio"), format, stereo, rateHz, channels: 2);

        var decoded = Some.Decode(path);

        var away = rateHz / 10; // from the ends, where lossy encoders fade
        Assert.Equal((rateHz, tone.Length), (decoded.SampleRateHz, decoded.Samples.Length));
        Close.Equal(tone.AsSpan(away..^away), decoded.Samples.Span[away..^away], tolerance);
    }

    [Theory]
    [InlineData("a.mp3")]
    [InlineData("a.m4a")]
    [InlineData("a.vox")]
    [InlineData("a")]
    [InlineData("-i.wav")]
    [InlineData("späce ‘ \"quote.wav")]
    public void The_content_decides_not_the_name(string name)
    {
        var path = _folder.Write(name, WavVariants.Bytes(Tone, RateHz));

        AssertSame(Tone, Some.Decode(path), RateHz, 1.0 / 16000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    public void Channels_are_mixed_to_their_mean(int channels)
    {
        var interleaved = Some.Noise(1003 * channels, seed: channels);
        var path = _folder.Write("a.wav", WavVariants.Bytes(interleaved, RateHz, channels, 32, WavVariants.Float));

        var decoded = Some.Decode(path);

        var expected = interleaved.Chunk(channels).Select(frame => frame.Sum() / channels).ToArray();
        AssertSame(expected, decoded, RateHz, 1e-6);
    }

    [Theory]
    [InlineData(SoundWriter.Flac16)]
    [InlineData(SoundWriter.Vorbis)]
    [InlineData(SoundWriter.Mp3)]
    public void A_stretch_equals_that_part_of_the_whole(int format)
    {
        var path = SoundWriter.Write(_folder.File("audio"), format, Some.Noise(5 * RateHz, seed: 6), RateHz);
        var whole = Some.Decode(path).Samples.Span;

        foreach (var (start, duration) in new[] { (0.0, 0.5), (0.25, 1.0), (1.0, 2.0), (3.125, 1.875) })
        {
            var stretch = Some.Decode(path, start, duration).Samples.Span;
            var expected = whole.Slice((int)(start * RateHz), (int)(duration * RateHz));
            Close.Equal(expected, stretch, 1e-6);
        }
    }

    [Fact]
    public void A_stretch_without_a_duration_reaches_to_the_end()
    {
        var path = _folder.Write("a.wav", WavVariants.Bytes(Tone, RateHz, bits: 32, coding: WavVariants.Float));

        Assert.Equal(Tone[12000..], Some.Decode(path, 0.75).Samples.Span);
    }

    [Fact]
    public void One_sample_and_silence_are_audio()
    {
        var one = _folder.Write("one.wav", WavVariants.Bytes([0.25f], bits: 32, coding: WavVariants.Float));
        var silence = _folder.Write("silence.wav", WavVariants.Bytes(new float[1000]));

        Assert.Equal([0.25f], Some.Decode(one).Samples.Span);
        Assert.Equal(new float[1000], Some.Decode(silence).Samples.Span);
    }

    [Fact]
    public void A_wav_written_to_a_pipe_declares_no_length_and_is_whole()
    {
        var path = _folder.Write("a.wav", WavVariants.Bytes(Tone, RateHz, declaredDataBytes: uint.MaxValue));

        Assert.Equal(Tone.Length, Some.Decode(path).Samples.Length);
    }

    [Fact]
    public void Many_threads_decode_the_same_as_one()
    {
        var paths = Enumerable.Range(0, 24).Select(i => i % 3 == 2
            ? _folder.Write($"{i}", [1, 2, 3])
            : SoundWriter.Write(_folder.File($"{i}"), i % 3 == 0 ? SoundWriter.Flac16 : SoundWriter.Vorbis, Some.Noise(RateHz, i), RateHz)).ToArray();
        var decoder = new AudioDecoder(new AudioDecoderOptions { UseFfmpeg = false });
        var alone = paths.Select(path => decoder.Decode(Some.Clip(path))).ToArray();
        var together = new DecodeResult[paths.Length];

        Parallel.For(0, paths.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = decoder.Decode(Some.Clip(paths[i])));

        for (var i = 0; i < paths.Length; i++)
        {
            if (alone[i] is Decoded decoded) Assert.Equal(decoded.Samples.Span, Assert.IsType<Decoded>(together[i]).Samples.Span);
            else Assert.Equal(alone[i], together[i]);
        }
    }

    [Theory]
    [InlineData(SoundWriter.Flac16, "flac")]
    [InlineData(SoundWriter.Vorbis, "ogg")]
    [InlineData(SoundWriter.Mp3, "mp3")]
    public void The_header_tells_rate_channels_length_and_format(int format, string name)
    {
        var path = SoundWriter.Write(_folder.File("audio"), format, Some.Noise(2 * RateHz, seed: 7), RateHz, channels: 2);

        Assert.True(new AudioDecoder().TryInspect(path, out var header, out _));

        Assert.Equal(new AudioHeader(RateHz, 2, RateHz, name), header);
        Assert.Equal(1, header.DurationSeconds);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSame(float[] expected, Decoded actual, int rateHz, double tolerance)
    {
        Assert.Equal(rateHz, actual.SampleRateHz);
        Close.Equal(expected, actual.Samples.Span, tolerance);
    }
}
