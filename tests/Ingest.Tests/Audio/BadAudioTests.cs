using System.Diagnostics;
using Hares.Ingest.Audio;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

public sealed class BadAudioTests : IDisposable
{
    private const int RateHz = 16000;
    private static readonly AudioDecoderOptions WithoutFfmpeg = new() { UseFfmpeg = false };
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_missing_file_is_missing()
    {
        Some.Skip(_folder.File("none.wav"), SkipReason.Missing);
        Some.Skip(_folder.File("none/none.wav"), SkipReason.Missing);
        Some.Skip("", SkipReason.Missing);
        Some.Skip("a\0b", SkipReason.Missing);
    }

    [Fact]
    public void A_folder_is_not_a_file() => Some.Skip(_folder.Path, SkipReason.NotAFile);

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    public void A_device_is_not_a_file(string device)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "devices are told from files on Linux only");
        Some.Skip(device, SkipReason.NotAFile);
    }

    [Fact]
    public void A_pipe_that_nobody_writes_to_is_not_a_file_and_is_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes are told from files on Linux only");
        Shell("mkfifo \"$0\"/pipe.wav");

        Some.Skip(_folder.File("pipe.wav"), SkipReason.NotAFile);
    }

    [Fact]
    public void A_file_without_permission_is_unreadable()
    {
        var path = _folder.Write("a.wav", WavVariants.Bytes([0.5f]));

        Assert.Equal(SkipReason.Unreadable, AudioFile.Explain(path, new UnauthorizedAccessException()).Reason);

        TemporaryFolder.SetMode(path, UnixFileMode.None);
        Assert.SkipWhen(Environment.UserName == "root", "no file is closed to this user");
        Some.Skip(path, SkipReason.Unreadable);
    }

    [Fact]
    public void A_path_longer_than_the_system_allows_is_a_skip_with_a_short_detail()
    {
        var path = _folder.File(string.Join('/', Enumerable.Repeat(new string('x', 200), 50)) + ".wav");

        var skipped = Assert.IsType<Skipped>(new AudioDecoder().Decode(Some.Clip(path)));

        Assert.Contains(skipped.Reason, new[] { SkipReason.Unreadable, SkipReason.Missing });
        Assert.True(skipped.Detail.Length < 500);
        Some.Skip(_folder.File(new string('x', 300)), skipped.Reason);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_a_skip_that_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "other systems have no such names");
        Shell("printf x > \"$0\"/$(printf '\\377').wav");
        var path = Assert.Single(Directory.GetFiles(_folder.Path));

        Assert.Contains("UTF-8", Some.Skip(path, SkipReason.Unreadable).Detail);

        Shell("rm \"$0\"/*"); // .NET cannot remove it either
    }

    [Fact]
    public void No_bytes_and_no_samples_are_empty()
    {
        Some.Skip(_folder.Write("a.wav", []), SkipReason.Empty);
        Some.Skip(_folder.Write("b.wav", WavVariants.Bytes([])), SkipReason.Empty);
    }

    [Theory]
    [InlineData("text.wav")]
    [InlineData("text.mp3")]
    [InlineData("text.vox")]
    public void Text_is_not_audio_whatever_it_is_called(string name)
    {
        var path = _folder.Write(name, [.. Enumerable.Repeat((byte)'x', 3000)]);

        Some.Skip(path, SkipReason.NotAudio, WithoutFfmpeg);
        Some.Skip(path, SkipReason.NotAudio);
    }

    [Fact]
    public async Task Refusing_a_file_closes_no_other_file()
    {
        const int Refusals = 2000;
        var text = _folder.Write("text.wav", [.. Enumerable.Repeat((byte)'x', 3000)]);
        var other = _folder.Write("other", [7]);
        var decoder = new AudioDecoder(WithoutFfmpeg);

        // On a thread of its own, so that both run however busy the pool is.
        var refusing = Task.Factory.StartNew(
            () => Assert.All(Enumerable.Range(0, Refusals), _ => Assert.IsType<Skipped>(decoder.Decode(Some.Clip(text)))),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        while (!refusing.IsCompleted) Assert.Equal<byte>([7], File.ReadAllBytes(other));
        await refusing;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void Zero_bytes_are_not_audio(int count) => Some.Skip(_folder.Write("a.mp3", new byte[count]), SkipReason.NotAudio, WithoutFfmpeg);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.97)]
    public void A_truncated_wav_is_damaged(double share) =>
        Some.Skip(_folder.Write("a.wav", Cut(WavVariants.Bytes(Some.Noise(RateHz, seed: 1), RateHz), share)), SkipReason.Damaged);

    [Theory]
    [InlineData(SoundWriter.Flac16, 0.3)]
    [InlineData(SoundWriter.Flac16, 0.97)]
    [InlineData(SoundWriter.Mp3, 0.3)]
    [InlineData(SoundWriter.Mp3, 0.97)]
    [InlineData(SoundWriter.Vorbis, 0.3)]
    [InlineData(SoundWriter.Vorbis, 0.97)]
    [InlineData(SoundWriter.Aiff16, 0.97)]
    [InlineData(SoundWriter.Au16, 0.6)]
    [InlineData(SoundWriter.Au16, 0.97)]
    [InlineData(SoundWriter.Wave64, 0.6)]
    [InlineData(SoundWriter.Wave64, 0.97)]
    [InlineData(SoundWriter.Rf64, 0.6)]
    [InlineData(SoundWriter.Rf64, 0.97)]
    public void A_truncated_file_is_damaged(int format, double share)
    {
        var whole = File.ReadAllBytes(SoundWriter.Write(_folder.File("whole"), format, Some.Noise(10 * RateHz, seed: 2), RateHz));

        Some.Skip(_folder.Write("cut", Cut(whole, share)), SkipReason.Damaged);
    }

    [Fact]
    public void A_wav_cut_within_its_header_is_damaged() =>
        Some.Skip(_folder.Write("a.wav", WavVariants.Bytes([0.5f])[..30]), SkipReason.Damaged);

    [Fact]
    public void A_flac_that_stops_making_sense_is_damaged()
    {
        var bytes = File.ReadAllBytes(SoundWriter.Write(_folder.File("whole"), SoundWriter.Flac16, Some.Noise(10 * RateHz, seed: 3), RateHz));
        bytes.AsSpan(bytes.Length / 2).Fill(0x55);

        Some.Skip(_folder.Write("broken", bytes), SkipReason.Damaged);
    }

    [Fact]
    public void A_header_that_declares_gigabytes_costs_no_memory()
    {
        var path = SoundWriter.Write(_folder.File("a.flac"), SoundWriter.Flac16, Some.Noise(RateHz, seed: 4), RateHz);
        var bytes = File.ReadAllBytes(path);
        const int TotalSamplesOffset = 22; // the low 32 of 36 bits in STREAMINFO
        bytes.AsSpan(TotalSamplesOffset, 4).Fill(0x7F);
        _folder.Write("lying.flac", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Some.Skip(_folder.File("lying.flac"), SkipReason.Damaged, new AudioDecoderOptions { MaxSeconds = 1e9 });

        const long Declared = 0x7F7F7F7FL * sizeof(float);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Declared / 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(999)]
    [InlineData(768_001)]
    [InlineData(int.MaxValue)]
    public void An_absurd_rate_is_a_bad_header(int rateHz) =>
        Some.Skip(_folder.Write("a.wav", WavVariants.Bytes(new float[100], rateHz)), SkipReason.BadHeader);

    [Theory]
    [InlineData(1000)]
    [InlineData(768_000)]
    public void Rates_at_the_limits_are_taken(int rateHz) =>
        Assert.Equal(rateHz, Some.Decode(_folder.Write("a.wav", WavVariants.Bytes(new float[100], rateHz))).SampleRateHz);

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    [InlineData(2000)]
    public void An_absurd_channel_count_is_a_bad_header(int channels) =>
        Some.Skip(_folder.Write("a.wav", WavVariants.Bytes(new float[4000], RateHz, channels)), SkipReason.BadHeader);

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(float.PositiveInfinity, 1)]
    [InlineData(float.NegativeInfinity, 2)]
    [InlineData(float.NaN, 3)]
    public void Samples_that_are_not_numbers_are_skipped(float value, int channels)
    {
        var samples = Some.Noise(30_000 * channels, seed: 5);
        samples[^2] = value;

        Some.Skip(_folder.Write("a.wav", WavVariants.Bytes(samples, RateHz, channels, 32, WavVariants.Float)), SkipReason.NotFinite);
    }

    [Fact]
    public void Audio_over_the_limit_is_too_long_and_names_the_setting()
    {
        var path = _folder.Write("a.wav", WavVariants.Bytes(new float[2 * RateHz + 1], RateHz));
        var options = new AudioDecoderOptions { MaxSeconds = 2 };

        Assert.Contains("data.maxClipSeconds", Some.Skip(path, SkipReason.TooLong, options).Detail);
        Assert.Equal(2 * RateHz, Some.Decode(path, 0, 2, options).Samples.Length);
    }

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(1.5, 0.1)]
    [InlineData(0.5, 0.6)]
    [InlineData(-0.1, 0.5)]
    [InlineData(0.1, 0.0)]
    [InlineData(double.NaN, null)]
    [InlineData(double.MaxValue, null)]
    [InlineData(0.0, double.PositiveInfinity)]
    public void A_stretch_that_the_file_does_not_have_lies_outside(double start, double? duration) =>
        Some.Skip(_folder.Write("a.wav", WavVariants.Bytes(new float[RateHz], RateHz)), SkipReason.OutsideFile, null, start, duration);

    [Fact]
    public void A_stretch_may_end_a_rounding_after_the_file() =>
        Assert.Equal(8000, Some.Decode(_folder.Write("a.wav", WavVariants.Bytes(new float[RateHz], RateHz)), 0.5, 0.505).Samples.Length);

    [Fact]
    public void An_inspection_gives_the_same_reasons()
    {
        var decoder = new AudioDecoder(WithoutFfmpeg);

        Assert.False(decoder.TryInspect(_folder.Path, out _, out var folder));
        Assert.False(decoder.TryInspect(_folder.Write("a.wav", WavVariants.Bytes([])), out _, out var empty));
        Assert.False(decoder.TryInspect(_folder.Write("b.wav", [1, 2, 3]), out _, out var text));

        Assert.Equal([SkipReason.NotAFile, SkipReason.Empty, SkipReason.NotAudio], [folder.Reason, empty.Reason, text.Reason]);
    }

    public void Dispose() => _folder.Dispose();

    private void Shell(string command)
    {
        using var shell = Process.Start("/bin/sh", ["-c", command, _folder.Path]);
        shell.WaitForExit();
    }

    private static byte[] Cut(byte[] bytes, double share) => bytes[..(int)(bytes.Length * share)];
}
