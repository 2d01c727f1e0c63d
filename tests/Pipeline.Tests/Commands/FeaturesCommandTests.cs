using System.Buffers.Binary;
using System.Text;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Commands;

[Collection("native")]
public sealed class FeaturesCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FeaturesCommandTests() => File.WriteAllBytes(Audio, ToneCorpus.Wav(ToneCorpus.Tone(0, 1)));

    private string Audio => _folder.File("tone.wav");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("hares", 101, 80)]
    [InlineData("byol-a", 101, 64)]
    [InlineData("panns", 101, 64)]
    [InlineData("kaldi", 98, 128)]
    public async Task Numbers_are_written_as_numpy_reads_them(string preset, int frames, int bands)
    {
        var run = await RunAsync(Audio, preset, "x.npy");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains($"{frames} frames x {bands} bands, front end {preset}", run.Output);
        var bytes = File.ReadAllBytes(_folder.File("x.npy"));
        var header = Encoding.Latin1.GetString(bytes, 10, BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)));
        Assert.Equal("\u0093NUMPY", Encoding.Latin1.GetString(bytes, 0, 6));
        Assert.Contains("'descr': '<f4'", header);
        Assert.Contains($"'shape': ({frames}, {bands})", header);
        Assert.Equal(10 + header.Length + 4 * frames * bands, bytes.Length);
    }

    [Fact]
    public async Task A_picture_is_a_png_of_a_fixed_size()
    {
        var run = await RunAsync(Audio, "hares", "x.png");

        Assert.Equal(ExitCode.Done, run.Code);
        var bytes = File.ReadAllBytes(_folder.File("x.png"));
        Assert.Equal("\u0089PNG\r\n\u001a\n", Encoding.Latin1.GetString(bytes, 0, 8));
        Assert.Equal((1200, 500), (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))));
    }

    [Theory]
    [InlineData("hares", "x.npy")]
    [InlineData("hares", "x.png")]
    [InlineData("kaldi", "x.npy")]
    [InlineData("kaldi", "x.png")]
    public async Task One_sample_is_enough_or_refused_with_a_sentence(string preset, string output)
    {
        File.WriteAllBytes(Audio, ToneCorpus.Wav([1000]));

        var run = await RunAsync(Audio, preset, output);

        if (preset == "kaldi")
        {
            Assert.Equal(ExitCode.BadInput, run.Code);
            Assert.Contains("too short for one frame", run.Error);
        }
        else
        {
            Assert.Equal(ExitCode.Done, run.Code);
        }
        Assert.Equal(run.Code == ExitCode.Done, File.Exists(_folder.File(output)));
    }

    [Theory]
    [InlineData("hare", "x.npy", "did you mean 'hares'?")]
    [InlineData("hares", "x.txt", "ends neither in .npy nor in .png")]
    public async Task What_cannot_be_written_is_bad_usage(string preset, string output, string expected)
    {
        var run = await RunAsync(Audio, preset, output);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(expected, run.Error);
        Assert.False(File.Exists(_folder.File(output)));
    }

    [Fact]
    public async Task Audio_that_cannot_be_read_is_bad_input()
    {
        var missing = await RunAsync(_folder.File("none.wav"), "hares", "x.npy");
        var text = await RunAsync(_folder.Write("text.wav", "no audio at all, whatever its name says"), "hares", "x.npy");

        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput), (missing.Code, text.Code));
        Assert.Contains("none.wav", missing.Error);
        Assert.Contains("text.wav", text.Error);
    }

    [Fact]
    public async Task An_output_folder_that_is_not_there_is_one_sentence()
    {
        var run = await RunAsync(Audio, "hares", "none/x.npy");

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Equal($"--out: there is no folder {_folder.File("none")}; make it, or name another for x.npy.\n", run.Error);
    }

    [Theory]
    [InlineData("x.npy")]
    [InlineData("x.png")]
    public async Task Audio_whose_log_mel_overflows_is_refused_in_a_sentence(string output)
    {
        File.WriteAllBytes(Audio, BadAudio.Float(-1e38f));

        var run = await RunAsync(Audio, "hares", output);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Equal($"{Audio} is so loud that its log-mel overflows (samples up to 1E+38, where full scale is 1); scale it down.\n", run.Error);
        Assert.False(File.Exists(_folder.File(output)));
    }

    [Fact]
    public async Task A_high_tone_is_drawn_above_a_low_one()
    {
        await RunAsync(Audio, "hares", "low.png");
        File.WriteAllBytes(Audio, ToneCorpus.Wav(ToneCorpus.Tone(2, 1)));
        await RunAsync(Audio, "hares", "high.png");

        var (low, high) = (BrightestRow("low.png"), BrightestRow("high.png")); // 300 Hz and 2,700 Hz
        Assert.InRange(low - high, 100, 300);
    }

    /// <summary>The row of the picture with the most yellow, the colour of the highest level, from the top.</summary>
    private int BrightestRow(string picture)
    {
        using var pixels = SkiaSharp.SKBitmap.Decode(_folder.File(picture));
        return Enumerable.Range(60, 360).MaxBy(row => Enumerable.Range(300, 500).Sum(column =>
            pixels.GetPixel(column, row) is var pixel ? pixel.Red + pixel.Green - 2 * pixel.Blue : 0));
    }

    private Task<CapturedRun> RunAsync(string audio, string preset, string output) =>
        CapturedRun.OfAsync("features", audio, "--preset", preset, "--out", _folder.File(output));
}
