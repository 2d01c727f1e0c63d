using System.Runtime.InteropServices;
using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;
using Hares.Embed.Tests.Support;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

/// <summary>What needs a GPU, and a build for it.</summary>
[Collection("native")]
public sealed class OnGpuTests
{
    private const string None = "there is no GPU, or this build has no CUDA";

    public static bool IsThere => cuda.is_available();

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

    [Fact(Skip = None, SkipUnless = nameof(IsThere))]
    public void So_does_a_TorchScript_of_ones_own()
    {
        var settings = new OwnModelSettings { Format = ModelFormat.TorchScript, Path = OtherFile.Path("wave.pt") };
        using var onCpu = OwnModels.Open(settings, null, "cpu", threads: 1);
        using var onGpu = OwnModels.Open(settings, null, "cuda", threads: 1);
        var windows = Some.Waveforms(3, 16_000);
        var (expected, actual) = (onCpu.Embed(windows, 16_000), onGpu.Embed(windows, 16_000));
        for (var i = 0; i < windows.Length; i++)
            Assert.InRange(Deviation.Worst(expected[i], actual[i]), 0, 1e-4);
    }

    [Fact(Skip = None, SkipUnless = nameof(IsThere))]
    public void A_batch_too_large_for_its_memory_is_halved_until_it_fits()
    {
        const int Gigabyte = 1 << 30, Windows = 512, Frames = 301;
        using var embedder = new Embedder(Encoder("slowfast-nfnet-f0", "cuda"), new BatchLimit(Windows));
        var windows = Some.LogMel(4, Frames, 80);
        var expected = embedder.Embed(windows, Frames);

        var ballast = new Stack<Tensor>();
        EmbeddedWindow[] embedded;
        try
        {
            Assert.Throws<ExternalException>(() =>
            {
                while (ballast.Count < 1000) ballast.Push(empty(Gigabyte, int8, CUDA));
            });
            ballast.Pop().Dispose(); // room for two gigabytes, where the batch takes some 14
            ballast.Pop().Dispose();
            embedded = embedder.Embed([.. Enumerable.Range(0, Windows).Select(i => windows[i % windows.Length])], Frames);
        }
        finally
        {
            foreach (var tensor in ballast) tensor.Dispose();
            // libtorch keeps what it was given; asked for more than there is, it gives all back first, and the driver can load kernels again.
            Assert.Throws<ExternalException>(() => empty(1L << 50, int8, CUDA));
        }

        Assert.InRange(embedder.WindowsAtOnce(Frames), 1, Windows / 2);
        Assert.Equal(Windows, embedded.Length);
        for (var i = 0; i < Windows; i++)
            Assert.InRange(Deviation.Worst(expected[i % windows.Length].Values, embedded[i].Values), 0, 1e-4);
    }

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

    private static IEncoder Encoder(string name, string device, Precision precision = Precision.Float32) =>
        EncoderCatalogue.Create(new() { Architecture = name, Precision = precision, Seed = 1 }, device);
}
