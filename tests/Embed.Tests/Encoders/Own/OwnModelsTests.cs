using System.Text;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Encoders.Own;

/// <summary>Networks that Python wrote (Files/make_models.py), against what Python torch gives for the same windows.</summary>
[Collection("native")]
public sealed class OwnModelsTests
{
    private static readonly float[] Second = [.. Enumerable.Range(0, 16_000).Select(i => MathF.Sin(i * 0.05f))];
    private static readonly float[] Loud = [0.19044289f, 0.152552009f, 0.173087373f, 0.382269412f];
    private static readonly float[] Quiet = [0.0892240182f, 0.0874138176f, 0.0934606269f, 0.189227745f];

    [Theory]
    [InlineData("wave.onnx", null)]
    [InlineData("wave-both.onnx", "mean")]
    [InlineData("wave-both.onnx", "sequence")]
    [InlineData("wave-half.onnx", null)]
    [InlineData("wave-double.onnx", null)]
    [InlineData("wave.pt", null)]
    [InlineData("wave-both.pt", "0")]
    [InlineData("wave-both.pt", "1")]
    public void A_waveform_model_gives_what_Python_gives(string file, string? output)
    {
        using var encoder = Open(file, output: output);
        Assert.Equal(4, encoder.Dimension);
        var embeddings = encoder.Embed([Second, [.. Second.Select(sample => sample / 2)]], Second.Length);
        Assert.InRange(Deviation.Worst(Loud, embeddings[0]), 0, 1e-3);
        Assert.InRange(Deviation.Worst(Quiet, embeddings[1]), 0, 1e-3);
    }

    [Theory]
    [InlineData("log-mel.onnx")]
    [InlineData("log-mel-bands-first.onnx")]
    public void A_log_mel_model_gives_what_Python_gives_whatever_the_order_of_its_axes(string file)
    {
        using var encoder = Open(file, frontEnd: "panns");
        var frames = Enumerable.Range(0, 40 * 64).Select(i => MathF.Sin(i * 0.05f)).ToArray();
        float[] expected = [0.111524105f, -0.0619923957f, -0.0987346768f, -0.0562015176f, 0.0168317314f];
        Assert.InRange(Deviation.Worst(expected, encoder.Embed([frames], 40)[0]), 0, 1e-3);
    }

    [Fact]
    public void A_model_of_fixed_length_is_given_the_window_in_stretches()
    {
        using var encoder = Open("wave-fixed.onnx");
        float[] expected = [(-0.594364345f + 0.0582733825f) / 2, (-0.20058009f - 0.507928431f) / 2, (0.467647731f - 0.0952026889f) / 2];
        Assert.InRange(Deviation.Worst(expected, encoder.Embed([Second], Second.Length)[0]), 0, 1e-3);
    }

    [Fact]
    public void A_TorchScript_of_one_length_is_given_the_window_in_stretches_once_that_is_stated()
    {
        using var encoder = OwnModels.Open(Settings(OtherFile.Path("thousand.pt")) with { Length = 1000 }, null, "cpu", threads: 1);
        float[] expected = [(1.2464643f + 1.2016971f) / 2, (-0.1478840f - 0.0653083f) / 2, (-0.8808693f - 0.9011253f) / 2];
        Assert.InRange(Deviation.Worst(expected, encoder.Embed([Second[..2000]], 2000)[0]), 0, 1e-3);
    }

    [Fact]
    public void A_length_that_a_model_does_not_take_is_refused_with_what_to_state()
    {
        var settings = Settings(OtherFile.Path("thousand.pt")) with { SampleRateHz = 1000 };
        OwnModels.Try(settings, null, 1000);
        var e = Assert.Throws<EncoderException>(() => OwnModels.Try(settings, null, 500));
        Assert.StartsWith(
            $"{settings.Path}: the model fails on the task's windows of 500 samples: RuntimeError: mat1 and mat2 shapes cannot be multiplied",
            e.Message);
        Assert.EndsWith("if it takes one length only, state it: \"length\" for TorchScript, a fixed size for ONNX.", e.Message);
        OwnModels.Try(settings with { Length = 1000 }, null, 500);
    }

    [Fact]
    public void A_window_on_which_a_model_raises_an_error_is_told_with_it_and_costs_no_other()
    {
        using var embedder = new Embedder(Open("strict.pt"), new BatchLimit(3));
        float[][] windows = [[.. Second.Select(sample => sample / 2)], Second, [.. Second.Select(sample => sample / 4)]];
        var embedded = embedder.Embed(windows, Second.Length);
        Assert.Equal([null, "fails (RuntimeError: too loud)", null], embedded.Select(window => window.Fault));
        Assert.Equal(3, embedder.WindowsAtOnce(Second.Length));
        Assert.Equal(embedder.Embed([windows[2]], Second.Length)[0].Values, embedded[2].Values);
    }

    [Fact]
    public void A_sequence_is_pooled_as_asked()
    {
        using var mean = Open("wave-both.onnx", output: "sequence");
        using var both = Open("wave-both.onnx", output: "sequence", pooling: Pooling.MeanDeviation);
        Assert.Equal(8, both.Dimension);
        Assert.Equal(mean.Embed([Second], Second.Length)[0], both.Embed([Second], Second.Length)[0][..4]);
    }

    [Theory]
    [InlineData("two-inputs.onnx", null, null, "the model has 2 inputs (x, y); an encoder takes one.")]
    [InlineData("integers.onnx", null, null, "its input 'audio' is of type Int64; a tensor of float32 is wanted.")]
    [InlineData("batch-of-eight.onnx", null, null, "a fixed batch of 8")]
    [InlineData("sequence.onnx", null, null, "its output 'embedding' is a sequence of tensors; a tensor of float32, float16 or float64 is wanted.")]
    [InlineData("wave-both.onnx", null, null, "several outputs; choose one of sequence, mean by \"output\".")]
    [InlineData("wave-both.onnx", "median", null, "no output 'median'; it has sequence, mean.")]
    [InlineData("wave-features-first.onnx", null, null, "features must be the last axis, time the one before.")]
    [InlineData("wave-dropout.onnx", null, null, "call model.eval() before exporting it.")]
    [InlineData("wave.onnx", null, "hares", "the model fails on 1 windows of 301 frames")]
    [InlineData("log-mel.onnx", null, "hares", "its input is (any, 1, any, 64), and neither of the last two is the 80 bands of the front end.")]
    [InlineData("log-mel.onnx", null, null, "its input is (any, 1, any, 64); a waveform is")]
    [InlineData("state-dict.pt", null, null, "libtorch cannot load it as TorchScript")]
    [InlineData("wave-both.pt", null, null, "gives a tuple of 2, numbered from 0; choose one tensor by \"output\".")]
    [InlineData("wave-both.pt", "2", null, "gives a tuple of 2, numbered from 0; choose one tensor by \"output\".")]
    [InlineData("wave-named.pt", "embedding", null, "gives neither a tensor nor a tuple of tensors; return one of these from forward().")]
    [InlineData("wave.pt", "0", null, "gives one tensor, but \"output\" asks for '0'.")]
    [InlineData("log-mel-bands-first.pt", null, "panns", "the model fails on 1 windows of ")]
    public void What_cannot_be_an_encoder_is_refused_in_one_sentence(string file, string? output, string? frontEnd, string sentence)
    {
        var e = Assert.ThrowsAny<EncoderException>(() => Open(file, output, frontEnd));
        Assert.StartsWith(OtherFile.Path(file), e.Message);
        Assert.Contains(sentence, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void An_operator_that_ONNX_Runtime_does_not_know_is_named()
    {
        var e = Refused(Changed("wave.onnx", "Relu", "Rulu"));
        Assert.Contains("ONNX Runtime cannot load the model", e.Message);
        Assert.Contains("Rulu", e.Message);
    }

    [Fact]
    public void Pooling_without_time_is_refused() =>
        Assert.Contains("no time to be pooled over", Assert.Throws<EncoderException>(() => Open("wave.onnx", pooling: Pooling.Mean)).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(3000)]
    public void A_file_cut_short_is_refused(int bytes)
    {
        foreach (var name in new[] { "wave.onnx", "wave.pt" })
        {
            var path = Some.TemporaryFile() + Path.GetExtension(name);
            File.WriteAllBytes(path, File.ReadAllBytes(OtherFile.Path(name))[..bytes]);
            Assert.StartsWith(path, Refused(path).Message);
        }
    }

    [Fact(Skip = "there is one", SkipWhen = nameof(OnGpuTests.IsThere), SkipType = typeof(OnGpuTests))]
    public void A_GPU_that_is_not_there_is_named() => Assert.Contains(
        OnGpuTests.OnnxKnowsGpus ? "Device \"cuda\" is not available: it needs an NVIDIA GPU" : "Device \"cuda\" is not available to ONNX models",
        Assert.Throws<EncoderException>(() => OwnModels.Open(Settings(OtherFile.Path("wave.onnx")), null, "cuda", 1)).Message);

    [Fact]
    public void Another_file_output_or_pooling_is_another_encoder_and_another_name_of_the_file_is_not()
    {
        var copy = Some.TemporaryFile() + ".onnx";
        File.Copy(OtherFile.Path("wave-both.onnx"), copy);
        var settings = Settings(copy) with { Output = "sequence" };
        var key = OwnModels.Identify(settings, null, "waveform").Key();
        Assert.Equal(key, OwnModels.Identify(Settings(OtherFile.Path("wave-both.onnx")) with { Output = "sequence" }, null, "waveform").Key());
        Assert.NotEqual(key, OwnModels.Identify(settings with { Output = "mean" }, null, "waveform").Key());
        Assert.NotEqual(key, OwnModels.Identify(settings, Pooling.MeanMax, "waveform").Key());
        Assert.NotEqual(
            OwnModels.Identify(Settings(OtherFile.Path("wave.pt")), null, "waveform").Key(),
            OwnModels.Identify(Settings(OtherFile.Path("wave.pt")) with { Length = 16_000 }, null, "waveform").Key());
        Assert.NotEqual(key, OwnModels.Identify(Settings(OtherFile.Path("wave.onnx")), null, "waveform").Key());
    }

    [Theory]
    [InlineData("wave.onnx", "wave-double.onnx")]
    [InlineData("wave.pt", "strict.pt")]
    public void A_file_replaced_since_the_network_was_identified_is_not_loaded(string name, string other)
    {
        var settings = Settings(Some.TemporaryFile() + Path.GetExtension(name));
        File.Copy(OtherFile.Path(name), settings.Path);
        OwnModels.Identify(settings, null, "waveform");
        OwnModels.Open(settings, null, "cpu", 1).Dispose();

        File.Copy(OtherFile.Path(other), settings.Path, overwrite: true);
        var e = Assert.ThrowsAny<EncoderException>(() => OwnModels.Open(settings, null, "cpu", 1));
        Assert.StartsWith($"{settings.Path}: the file changed while the run started", e.Message);
        OwnModels.Identify(settings, null, "waveform");
        OwnModels.Open(settings, null, "cpu", 1).Dispose();
    }

    private static EncoderException Refused(string path) => Assert.Throws<EncoderException>(() => OwnModels.Open(Settings(path), null, "cpu", 1));

    private static string Changed(string name, string from, string to)
    {
        var path = Some.TemporaryFile() + Path.GetExtension(name);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(OtherFile.Path(name)));
        Assert.Contains(from, text);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));
        return path;
    }

    private static IEncoder Open(string file, string? output = null, string? frontEnd = null, Pooling? pooling = null) =>
        OwnModels.Open(Settings(OtherFile.Path(file)) with { Output = output, FrontEnd = frontEnd }, pooling, "cpu", threads: 1);

    private static OwnModelSettings Settings(string path) =>
        new() { Format = path.EndsWith(".onnx", StringComparison.Ordinal) ? ModelFormat.Onnx : ModelFormat.TorchScript, Path = path };
}
