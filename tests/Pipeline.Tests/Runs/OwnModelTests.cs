using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>Networks that Python wrote (Embed.Tests/Files) run through the whole program.</summary>
[Collection("native")]
public sealed class OwnModelTests : IDisposable
{
    private readonly Workplace _place = new(clips: 24);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task An_ONNX_model_and_the_same_one_as_TorchScript_give_the_same_embeddings_and_scores()
    {
        Write(("onnx", "wave.onnx"), ("torchscript", "wave.pt"));

        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--progress", "none"));

        var clips = (await EmbeddingsAsync(length: 4)).ToLookup(row => row.Clip, row => row.Embedding);
        Assert.Equal(24, clips.Count);
        Assert.All(clips, both => Assert.All(both.First().Zip(both.Last()), values => Assert.Equal(values.First, values.Second, 1e-5)));
        var scores = _place.Results()["encoders"]!.AsArray().Skip(1).Select(encoder => (double)encoder!["tasks"]![0]!["score"]!).ToList();
        Assert.Equal(scores[0], scores[1]);
        Assert.All(_place.Results()["encoders"]!.AsArray().Skip(1), encoder => Assert.Null(encoder!["parameters"]));
    }

    [Fact]
    public async Task A_second_run_finds_everything_in_the_cache()
    {
        Write(("onnx", "wave.onnx"));
        await _place.RunAsync("run", "--progress", "none");

        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--progress", "none"));

        Assert.Equal(0, (int)_place.Results()["embedding"]!["computed"]!);
    }

    [Fact]
    public async Task Clips_for_which_a_model_gives_nonsense_are_named_counted_and_never_cached()
    {
        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0003.wav"), ToneCorpus.Wav(new short[9600]));
        File.WriteAllBytes(
            Path.Combine(_place.Tones, "audio/0005.wav"),
            ToneCorpus.Wav([.. ToneCorpus.Tone(5, 0.6).Select((sample, i) => i == 100 ? short.MaxValue : sample)]));
        Write(("torchscript", "moody.pt"));

        Assert.Equal(ExitCode.TaskFailed, await _place.RunAsync("run", "--progress", "none"));

        var failures = _place.Failures();
        Assert.Contains("audio/0003.wav,bad-embedding,encoder torchscript gave NaN or infinity for window 0", failures);
        Assert.Contains("audio/0005.wav,bad-embedding,encoder torchscript gave 4 numbers instead of 3 for window 0", failures);
        Assert.Equal(22, (await EmbeddingsAsync(length: 3)).Count);
    }

    [Fact]
    public async Task A_clip_on_which_a_model_raises_an_error_is_named_with_it_and_the_others_are_scored()
    {
        File.WriteAllBytes(
            Path.Combine(_place.Tones, "audio/0005.wav"),
            ToneCorpus.Wav([.. ToneCorpus.Tone(5, 0.6).Select((sample, i) => i == 100 ? short.MaxValue : sample)]));
        Write(("torchscript", "strict.pt"));

        await _place.RunAsync("run", "--progress", "none");

        Assert.Contains("audio/0005.wav,bad-embedding,encoder torchscript fails (RuntimeError: too loud) for window 0", _place.Failures());
        Assert.Equal(23, (await EmbeddingsAsync(length: 3)).Count);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    public async Task Windows_that_a_model_cannot_take_are_bad_input_until_its_length_is_stated(string verb)
    {
        Write(encoder => encoder["sampleRate"] = 1000, ("torchscript", "thousand.pt"));

        var run = await CapturedRun.OfAsync(verb, _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("thousand.pt: the model fails on the task's windows of 500 samples", run.Error);
        Assert.Empty(CacheContent.Parts(_place.Cache));

        Write(encoder => (encoder["sampleRate"], encoder["length"]) = (1000, 1000), ("torchscript", "thousand.pt"));
        Assert.Equal(ExitCode.Done, await _place.RunAsync(verb));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    public async Task A_model_that_is_no_encoder_is_bad_input_told_before_any_work(string verb)
    {
        Write(("onnx", "wave-features-first.onnx"));

        var run = await CapturedRun.OfAsync(verb, _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("features must be the last axis, time the one before", run.Error);
        Assert.Empty(CacheContent.Parts(_place.Cache));
    }

    private async Task<List<(string Clip, float[] Embedding)>> EmbeddingsAsync(int length) =>
        [.. (await CacheContent.RowsAsync(_place.Cache)).Where(row => row.Value.Length == length).Select(row => (row.Key.Clip, row.Value))];

    private void Write(params (string Format, string File)[] models) => Write(_ => { }, models);

    private void Write(Action<JsonObject> more, params (string Format, string File)[] models)
    {
        var pipeline = Workplace.Pipeline();
        pipeline["data"] = new JsonObject { ["skipLimit"] = 0.01 };
        foreach (var (format, file) in models)
        {
            var encoder = new JsonObject { ["name"] = format, [format] = Path.Combine(AppContext.BaseDirectory, "Files", file) };
            more(encoder);
            pipeline["encoders"]!.AsArray().Add(encoder);
        }
        _place.Write(pipeline);
    }
}
