using System.Text;
using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>Weights that cannot be used end the run with one clear sentence before any audio is decoded.</summary>
[Collection("native")]
public sealed class BadWeightsTests : IDisposable
{
    private static readonly Dictionary<string, (Func<byte[]> Weights, string Sentence)> Spoilt = new()
    {
        ["empty file"] = (() => [], "the file is empty"),
        ["text"] = (() => Encoding.UTF8.GetBytes(new string('x', 1000)), "none of safetensors, PyTorch, .npz"),
        ["huge header"] = (() => [0, 0, 0, 0, 1, 0, 0, 0, .. new byte[100]], "above the limit"),
        ["header beyond the file"] = (() => [100, 0, 0, 0, 0, 0, 0, 0, .. new byte[50]], "should have 100 bytes"),
        ["offsets beyond the file"] = (
            () => new ByolWeights().Bytes(header => header["fc.3.bias"]!["data_offsets"]![1] = 1L << 40),
            "cannot lie at offsets"),
        ["negative offset"] = (() => new ByolWeights().Bytes(header => header["fc.3.bias"]!["data_offsets"]![0] = -4), "cannot lie at offsets"),
        ["overlapping tensors"] = (
            () => new ByolWeights().Bytes(header => header["fc.3.bias"]!["data_offsets"] = new JsonArray(0, 2048)),
            "overlaps another"),
        ["shape that overflows"] = (
            () => new ByolWeights().Bytes(header => header["fc.3.bias"]!["shape"] = new JsonArray(1L << 40, 1L << 40)),
            "header is damaged"),
        ["cut short"] = (() => new ByolWeights().Bytes()[..^1], "bytes, but"),
        ["wrong shape"] = (() => new ByolWeights().With("fc.3.bias", [256]).Bytes(), "fc.3.bias is [256] and should be [512]"),
        ["missing tensor"] = (() => new ByolWeights().Without("features.4.weight").Bytes(), "missing features.4.weight [64, 64, 3, 3]"),
        ["unknown tensor"] = (() => new ByolWeights().With("head.weight", [3]).Bytes(), "unknown head.weight [3]"),
        ["NaN"] = (() => new ByolWeights().With("fc.0.bias", [512], float.NaN).Bytes(), "'fc.0.bias' holds numbers that are not finite"),
    };

    private readonly Workplace _place = new(clips: 12);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Sound_weights_are_taken()
    {
        var run = await RunAsync(new ByolWeights().Bytes());

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(24, (await CacheContent.RowsAsync(_place.Cache)).Count);
    }

    public static TheoryData<string> Faults => [.. Spoilt.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Weights_that_cannot_be_used_are_bad_input_told_before_any_work(string what)
    {
        var (weights, sentence) = Spoilt[what];

        var run = await RunAsync(weights());
        var plan = await CapturedRun.OfAsync("plan", _place.FilePath);

        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput), (run.Code, plan.Code));
        Assert.Contains(sentence, run.Error);
        Assert.Contains(sentence, plan.Error);
        Assert.Contains("net.safetensors", run.Error);
        Assert.DoesNotContain("Exception", run.Error);
        Assert.Empty(CacheContent.Parts(_place.Cache));
    }

    [Fact]
    public async Task Weights_of_infinite_effect_give_clips_without_an_embedding_and_not_a_score()
    {
        var run = await RunAsync(new ByolWeights().With("fc.3.bias", [512], float.MaxValue).With("fc.3.weight", [512, 512], float.MaxValue).Bytes());

        Assert.Equal(ExitCode.TaskFailed, run.Code);
        Assert.Contains("net, tones/pitch: 12 of 12 clips have no embedding", run.Output);
        Assert.Equal(
            12,
            _place.Failures().Split('\n').Count(line => line.StartsWith("net,tones,", StringComparison.Ordinal) && line.Contains(",bad-embedding,")));
    }

    [Theory]
    [InlineData("run", "architecture", "byol-a-cnn")]
    [InlineData("plan", "architecture", "byol-a-cnn")]
    [InlineData("plan", "onnx", "wave.onnx")]
    [InlineData("plan", "torchscript", "wave.pt")]
    public async Task A_device_that_is_not_there_is_bad_input(string verb, string key, string value)
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "there is a GPU");
        var pipeline = Workplace.Pipeline();
        var encoder = key == "architecture" ? value : Path.Combine(AppContext.BaseDirectory, "Files", value);
        pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", [key] = encoder });
        pipeline["embed"]!["device"] = "cuda";
        _place.Write(pipeline);

        var run = await CapturedRun.OfAsync(verb, _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("cuda", run.Error);
        Assert.Empty(CacheContent.Parts(_place.Cache));
    }

    [Theory]
    [InlineData("wave.onnx", "none of safetensors, PyTorch, .npz")]
    [InlineData("wave.pt", "is a TorchScript program, not a state dict; give it as \"torchscript\"")]
    public async Task A_model_given_as_weights_is_told_by_plan(string model, string sentence)
    {
        var plan = await RunAsync(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Files", model)), "plan");

        Assert.Equal(ExitCode.BadInput, plan.Code);
        Assert.Contains(sentence, plan.Error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    public async Task Windows_too_short_for_the_network_are_bad_input(string verb)
    {
        var pipeline = Workplace.Pipeline();
        pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn" });
        pipeline["datasets"]!["tones"]!["tasks"]!["parity"]!["window"] = 0.06;
        _place.Write(pipeline);

        var run = await CapturedRun.OfAsync(verb, _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("Encoder net needs windows of 8 frames of 10 ms, but windows of 0.06s have 7.", run.Error);
    }

    private async Task<CapturedRun> RunAsync(byte[] weights, string verb = "run")
    {
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(_place.FilePath)!, "net.safetensors"), weights);
        var pipeline = Workplace.Pipeline();
        pipeline["encoders"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "net",
            ["architecture"] = "byol-a-cnn",
            ["dimension"] = 512,
            ["weights"] = "net.safetensors",
        });
        _place.Write(pipeline);
        return await CapturedRun.OfAsync(verb, _place.FilePath);
    }
}
