using System.Runtime.InteropServices;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;
using Hares.Embed.Tests.Support;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

/// <summary>What needs a GPU, and a build for it.</summary>
[Collection("native")]
public sealed class OnGpuTests
{
    private const string None = "there is no GPU, or this build has no CUDA";

    private const string NoOnnx = "there is no GPU, or this build's ONNX Runtime has no CUDA";

    public static bool IsThere => cuda.is_available();

    public static bool OnnxKnowsGpus => OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider");

    public static bool IsThereForOnnx => IsThere && OnnxKnowsGpus;

    [Theory(Skip = None, SkipUnless = nameof(IsThere))]
    [InlineData("byol-a-cnn", 101)]
    [InlineData("efficientnet-b0", 101)]
    [InlineData("cnn14", 101)]
    [InlineData("resnet50", 101)]
    [InlineData("slowfast-resnet50", 101)]
    [InlineData("slowfast-resnet50-no-norm", 101)]
    [InlineData("slowfast-resnet50-ln", 101)]
    [InlineData("slowfast-resnet50-in", 101, 3e-3, 0.6)] // see PrecisionTests
    [InlineData("slowfast-nf-resnet50", 101)]
    [InlineData("nfnet-f0", 101)]
    [InlineData("slowfast-nfnet-f0", 101)]
    [InlineData("vit-base", 304)]
    [InlineData("wav2vec2-base", 8000)]
    [InlineData("bidir-cpc", 8000)]
    public void A_network_gives_what_it_gives_on_the_CPU(string name, int frames, double tolerance = 1e-4, double toleranceOfBfloat16 = 0.1)
    {
        var entry = EncoderCatalogue.Find(name);
        var windows = entry.FrontEnd is null ? Some.Waveforms(3, frames) : Some.LogMel(3, frames, entry.Bands);
        using var onCpu = Encoder(name, "cpu");
        using var onGpu = Encoder(name, "cuda");
        using var inBfloat16 = Encoder(name, "cuda", Precision.Bfloat16);
        var (expected, whole, half) = (onCpu.Embed(windows, frames), onGpu.Embed(windows, frames), inBfloat16.Embed(windows, frames));
        for (var i = 0; i < windows.Length; i++)
        {
            Assert.InRange(Deviation.Worst(expected[i], whole[i]), 0, tolerance);
            Assert.InRange(Deviation.Worst(expected[i], half[i]), 1e-5, toleranceOfBfloat16); // not less: it must have been another computation
        }
    }

    [Theory(Skip = None, SkipUnless = nameof(IsThere))]
    [InlineData("wave.pt", null)]
    [InlineData("wave-both.pt", "1")]
    public void So_does_a_TorchScript_of_ones_own(string file, string? output) =>
        AssertTheSame(Own(ModelFormat.TorchScript, file) with { Output = output });

    [Theory(Skip = NoOnnx, SkipUnless = nameof(IsThereForOnnx))]
    [InlineData("wave.onnx", null)]
    [InlineData("wave-both.onnx", null, "sequence")]
    [InlineData("wave-fixed.onnx", null)]
    [InlineData("log-mel.onnx", "panns")]
    [InlineData("log-mel-bands-first.onnx", "panns")]
    public void So_does_an_ONNX_model_of_ones_own(string file, string? frontEnd, string? output = null) =>
        AssertTheSame(Own(ModelFormat.Onnx, file, frontEnd) with { Output = output });

    [Fact(Skip = None, SkipUnless = nameof(IsThere))]
    public void A_batch_too_large_for_its_memory_is_halved_until_it_fits() =>
        AssertHalved(Encoder("slowfast-nfnet-f0", "cuda"), Some.LogMel(4, 301, 80), 301); // takes some 14 GB

    [Fact(Skip = NoOnnx, SkipUnless = nameof(IsThereForOnnx))]
    public void So_is_one_for_an_ONNX_model() =>
        AssertHalved(OwnModels.Open(Own(ModelFormat.Onnx, "wave.onnx"), null, "cuda", threads: 1), Some.Waveforms(4, 960_000), 960_000); // would take 6 GB, as reckoned from its layers

    [Fact(Skip = None, SkipUnless = nameof(IsThere))]
    public void Two_copies_share_a_GPU()
    {
        using var one = Encoder("efficientnet-b0", "cuda:0");
        using var other = Encoder("efficientnet-b0", "cuda:0");
        var windows = Some.LogMel(64, 101, 80);
        var expected = one.Embed(windows, 101);
        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 2 }, turn =>
        {
            var encoder = turn % 2 == 0 ? one : other;
            float[][] embedded;
            lock (encoder) embedded = encoder.Embed(windows, 101);
            for (var i = 0; i < windows.Length; i++)
                Assert.InRange(Deviation.Worst(expected[i], embedded[i]), 0, 1e-5);
        });
    }

    [Fact(Skip = None, SkipUnless = nameof(IsThere))]
    public void Batches_prepared_while_others_are_computed_get_their_own_embeddings()
    {
        using var embedder = new Embedder(Encoder("efficientnet-b0", "cuda"), new BatchLimit(64));
        var windows = Some.LogMel(64, 101, 80);
        var expected = embedder.Embed(windows, 101);
        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 3 }, turn =>
        {
            var (first, count) = (turn % 32, 1 + turn % 33);
            var embedded = embedder.Embed(windows[first..(first + count)], 101);
            for (var i = 0; i < count; i++)
                Assert.InRange(Deviation.Worst(expected[first + i].Values, embedded[i].Values), 0, 1e-4);
        });
    }

    private static void AssertTheSame(OwnModelSettings settings)
    {
        var frames = settings.FrontEnd is null ? 16_000 : 101;
        var windows = settings.FrontEnd is null ? Some.Waveforms(3, frames) : Some.LogMel(3, frames, 64);
        using var onCpu = OwnModels.Open(settings, null, "cpu", threads: 1);
        using var onGpu = OwnModels.Open(settings, null, "cuda", threads: 1);
        var (expected, actual) = (onCpu.Embed(windows, frames), onGpu.Embed(windows, frames));
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(expected[i], actual[i]), 0, 1e-4);
    }

    /// <summary>With two gigabytes left on the GPU, 512 windows come through it in smaller batches.</summary>
    private static void AssertHalved(IEncoder encoder, float[][] windows, int frames)
    {
        const int Gigabyte = 1 << 30, Windows = 512;
        using var embedder = new Embedder(encoder, new BatchLimit(Windows));
        var expected = embedder.Embed(windows, frames);

        var ballast = new Stack<Tensor>();
        EmbeddedWindow[] embedded;
        try
        {
            Assert.Throws<ExternalException>(() =>
            {
                while (ballast.Count < 1000) ballast.Push(empty(Gigabyte, int8, CUDA));
            });
            ballast.Pop().Dispose();
            ballast.Pop().Dispose();
            // libtorch keeps what it was given; asked for more than there is, it gives back first what nobody uses.
            Assert.Throws<ExternalException>(() => empty(1L << 50, int8, CUDA));
            embedded = embedder.Embed([.. Enumerable.Range(0, Windows).Select(i => windows[i % windows.Length])], frames);
        }
        finally
        {
            foreach (var tensor in ballast) tensor.Dispose();
            Assert.Throws<ExternalException>(() => empty(1L << 50, int8, CUDA)); // so that the driver can load kernels again
        }

        Assert.InRange(embedder.WindowsAtOnce(frames), 1, Windows / 2);
        Assert.Equal(Windows, embedded.Length);
        for (var i = 0; i < Windows; i++)
            Assert.InRange(Deviation.Worst(expected[i % windows.Length].Values, embedded[i].Values), 0, 1e-4);
    }

    private static OwnModelSettings Own(ModelFormat format, string file, string? frontEnd = null) =>
        new() { Format = format, Path = OtherFile.Path(file), FrontEnd = frontEnd };

    private static IEncoder Encoder(string name, string device, Precision precision = Precision.Float32) =>
        EncoderCatalogue.Create(new() { Architecture = name, Precision = precision, Seed = 1 }, device);
}
