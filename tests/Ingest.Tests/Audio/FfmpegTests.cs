using System.Diagnostics;
using Hares.Ingest.Audio;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

public sealed class FfmpegTests : IDisposable
{
    private const int RateHz = 16000;
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("a.m4a", "aac")]
    [InlineData("a.webm", "libopus")]
    public void A_format_that_libsndfile_does_not_know_is_decoded(string name, string codec)
    {
        var path = Encode(name, codec);

        var whole = Some.Decode(path);
        var stretch = Some.Decode(path, 0.25, 0.5);

        Assert.InRange(whole.Samples.Length / (double)whole.SampleRateHz, 2, 2.1);
        Assert.Equal(whole.Samples.Span.Slice(whole.SampleRateHz / 4, whole.SampleRateHz / 2), stretch.Samples.Span);
        Assert.True(new AudioDecoder().TryInspect(path, out var header, out _));
        Assert.Equal(new AudioHeader(whole.SampleRateHz, 2, null, "ffmpeg"), header);
    }

    [Fact]
    public void Stretches_and_limits_hold_there_too()
    {
        var path = Encode("a.m4a", "aac");

        Some.Skip(path, SkipReason.OutsideFile, null, startSeconds: 5);
        Some.Skip(path, SkipReason.OutsideFile, null, startSeconds: 1, durationSeconds: 5);
        Some.Skip(path, SkipReason.TooLong, new AudioDecoderOptions { MaxSeconds = 1 });
        Some.Skip(path, SkipReason.NotAudio, new AudioDecoderOptions { FfmpegProgram = "no-such-program" });
    }

    [Fact]
    public void Known_formats_start_no_process()
    {
        var marker = _folder.File("started");
        var options = new AudioDecoderOptions { FfmpegProgram = Script($"touch '{marker}'") };

        Some.Decode(_folder.Write("a.m4a", WavVariants.Bytes(new float[10])), options: options);
        Some.Skip(_folder.Write("b.wav", WavVariants.Bytes(new float[100])[..100]), SkipReason.Damaged, options);
        Assert.False(File.Exists(marker));

        Some.Skip(_folder.Write("c.wav", [1, 2, 3]), SkipReason.NotAudio, options);
        Assert.True(File.Exists(marker));
    }

    [Fact]
    public void The_path_is_one_argument_that_is_neither_option_nor_protocol_nor_shell_text()
    {
        var arguments = _folder.File("arguments");
        var path = _folder.Write("-i $(touch x); concat:a|b", [1, 2, 3]);

        Some.Skip(path, SkipReason.NotAudio, new AudioDecoderOptions { FfmpegProgram = Script($"printf '%s\\n' \"$@\" > '{arguments}'") });

        var lines = File.ReadAllLines(arguments);
        Assert.Equal("file:" + path, lines[Array.IndexOf(lines, "-i") + 1]);
        Assert.Equal("file,pipe", lines[Array.IndexOf(lines, "-protocol_whitelist") + 1]);
    }

    [Fact]
    public void A_program_that_never_ends_is_killed()
    {
        var options = new AudioDecoderOptions { FfmpegProgram = Script("exec sleep 600"), FfmpegTimeout = TimeSpan.FromMilliseconds(100) };

        Assert.Contains("stopped after", Some.Skip(_folder.Write("a", [1, 2, 3]), SkipReason.NotAudio, options).Detail);
    }

    [Fact]
    public void A_flood_of_messages_blocks_nothing_and_the_first_is_told()
    {
        var options = new AudioDecoderOptions { FfmpegProgram = Script("echo '[mov @ 0x1] no moov' >&2; yes | head -c 1000000 >&2; exit 1") };

        Assert.Contains("(no moov)", Some.Skip(_folder.Write("a", [1, 2, 3]), SkipReason.NotAudio, options).Detail);
    }

    [Fact]
    public void Output_without_end_stops_at_the_limit()
    {
        var header = _folder.Write("header", WavVariants.Bytes([], RateHz, bits: 32, coding: WavVariants.Float));
        var options = new AudioDecoderOptions { FfmpegProgram = Script($"cat '{header}' /dev/zero"), MaxSeconds = 2 };

        Some.Skip(_folder.Write("a", [1, 2, 3]), SkipReason.TooLong, options);
    }

    [Fact]
    public void An_error_after_some_audio_is_damage()
    {
        var wav = _folder.Write("wav", WavVariants.Bytes(new float[RateHz], RateHz, bits: 32, coding: WavVariants.Float));
        var options = new AudioDecoderOptions { FfmpegProgram = Script($"cat '{wav}'; exit 3") };

        Assert.Contains("16000 samples", Some.Skip(_folder.Write("a", [1, 2, 3]), SkipReason.Damaged, options).Detail);
    }

    [Fact]
    public void A_program_that_cannot_be_started_stops_the_run_with_a_sentence()
    {
        var program = _folder.Write("ffmpeg", [1, 2, 3]);
        TemporaryFolder.SetMode(program, UnixFileMode.UserRead);
        var decoder = new AudioDecoder(new AudioDecoderOptions { FfmpegProgram = program });

        Assert.Throws<AudioLibraryException>(() => decoder.Decode(Some.Clip(_folder.Write("a", [1, 2, 3]))));
    }

    [Fact]
    public void Disposing_closes_the_pipe_at_once()
    {
        var wav = _folder.Write("wav", WavVariants.Bytes(new float[RateHz], RateHz, bits: 32, coding: WavVariants.Float));
        var start = new ProcessStartInfo(Script($"cat '{wav}'"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var run = new FfmpegRun(start, TimeSpan.FromSeconds(30), CancellationToken.None);

        run.Dispose();

        Assert.Throws<ObjectDisposedException>(() => run.ReadFrames(new float[16]));
    }

    [Fact]
    public void Cancelling_ends_the_program()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var decoder = new AudioDecoder(new AudioDecoderOptions { FfmpegProgram = Script("exec sleep 600") });

        Assert.Throws<OperationCanceledException>(() => decoder.Decode(Some.Clip(_folder.Write("a", [1, 2, 3])), cancellation.Token));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A program that stands in for ffmpeg.</summary>
    private string Script(string body)
    {
        var path = _folder.File("ffmpeg.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        TemporaryFolder.SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private string Encode(string name, string codec)
    {
        var wav = _folder.Write("a.wav", WavVariants.Bytes(Some.Noise(2 * 2 * 48000, seed: 1), 48000, channels: 2));
        try
        {
            using var ffmpeg = Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-i", wav, "-c:a", codec, _folder.File(name)]);
            ffmpeg.WaitForExit();
            Assert.SkipUnless(ffmpeg.ExitCode == 0, $"the installed ffmpeg has no encoder {codec}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed");
        }

        return _folder.File(name);
    }
}
