using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Commands;

[Collection("native")]
public sealed class DataCommandTests : IDisposable
{
    private readonly Workplace _place = new(clips: 24);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _place.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_sound_corpus_gives_nothing_to_complain_about()
    {
        var run = await CapturedRun.OfAsync("data", "check", _place.FilePath);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Matches("^tones +24: train [0-9]+, (valid [0-9]+, )?test [0-9]+ +pitch 3, parity 2 +[0-9.]+ +none$", run.Output.Split('\n')[2]);
    }

    [Fact]
    public async Task Missing_bad_and_leaking_clips_are_found_each_in_a_sentence_and_the_code_says_so()
    {
        File.Delete(Path.Combine(_place.Tones, "audio/0001.wav"));
        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0002.wav"), []);
        File.Copy(Path.Combine(_place.Tones, "audio/0000.wav"), Path.Combine(_place.Tones, "audio/0009.wav"), overwrite: true); // train and test

        var text = await CapturedRun.OfAsync("data", "check", _place.FilePath);
        var json = await CapturedRun.OfAsync("data", "check", _place.FilePath, "--json");

        Assert.Equal((ExitCode.TaskFailed, ExitCode.TaskFailed), (text.Code, json.Code));
        Assert.All(new[] { "0001.wav", "0002.wav", "0009.wav" }, clip => Assert.Contains(clip, text.Output));
        Assert.Equal("tones", (string)JsonNode.Parse(json.Output)![0]!["dataset"]!);
        Assert.InRange(JsonNode.Parse(json.Output)![0]!["findings"]!.AsArray().Count, 3, 10);
    }

    [Fact]
    public async Task Audio_with_another_tag_beside_it_is_the_same_audio()
    {
        byte[] wav = File.ReadAllBytes(Path.Combine(_place.Tones, "audio/0000.wav")), tag = [.. "LIST"u8, 4, 0, 0, 0, .. "INFO"u8];
        byte[] tagged = [.. wav, .. tag];
        BitConverter.TryWriteBytes(tagged.AsSpan(4), tagged.Length - 8);
        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0009.wav"), tagged);

        var run = await CapturedRun.OfAsync("data", "check", _place.FilePath);

        Assert.Equal(ExitCode.TaskFailed, run.Code);
        Assert.Contains("error leak: audio/0009.wav in test and audio/0000.wav in train are the same audio.", run.Output);
    }

    [Fact]
    public async Task What_a_public_dataset_lacks_is_reported_rather_than_stopped_at()
    {
        Directory.CreateDirectory(_folder.File("esc-50/audio"));
        foreach (var (name, clip) in new[] { ("1-1-A-0.wav", 0), ("2-2-A-0.wav", 1) })
            File.WriteAllBytes(_folder.File($"esc-50/audio/{name}"), ToneCorpus.Wav(ToneCorpus.Tone(clip, 0.6)));
        _folder.Write("esc-50/meta/esc50.csv", "filename,fold,target,category\n1-1-A-0.wav,1,0,dog\n2-2-A-0.wav,2,0,dog\n3-3-A-0.wav,3,0,dog\n");
        var pipeline = Workplace.Pipeline();
        pipeline["data"] = new JsonObject { ["root"] = _folder.Path };
        pipeline["tasks"] = new JsonArray("esc-50", "nsynth-pitch", "tones/pitch");
        _place.Write(pipeline);

        var text = await CapturedRun.OfAsync("data", "check", _place.FilePath);
        var json = await CapturedRun.OfAsync("data", "check", _place.FilePath, "--json");

        Assert.Equal((ExitCode.TaskFailed, ExitCode.TaskFailed), (text.Code, json.Code));
        Assert.Contains("2/2,000: 1 1/400, 2 1/400, 3 0/400, 4 0/400, 5 0/400", text.Output);
        Assert.Contains("category 1/50", text.Output);
        Assert.Contains("error missing-file: 1 of the entries of the metadata is not there: audio/3-3-A-0.wav.", text.Output);
        Assert.Contains(
            "warning wrong-length: 2 clips have down to 0.6 s where the owners publish at least 5 s, audio/1-1-A-0.wav first.",
            text.Output);
        Assert.Contains("error unreadable: NSynth: there is no folder", text.Output);
        Assert.Equal(["esc-50", "tones", "nsynth-pitch"], JsonNode.Parse(json.Output)!.AsArray().Select(report => (string)report!["dataset"]!));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Synthetic_corpora_are_made_once_and_run_as_they_are()
    {
        var first = await CapturedRun.OfAsync("data", "synth", _folder.File("made"), "--clips", "1", "--seed", "7");
        var files = Directory.GetFiles(_folder.File("made"), "*", SearchOption.AllDirectories);
        var second = await CapturedRun.OfAsync("data", "synth", _folder.File("made"), "--clips", "1", "--seed", "7");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first.Code, second.Code));
        Assert.NotEmpty(files);
        Assert.DoesNotContain("already there", first.Output);
        Assert.Contains("already there", second.Output);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    public async Task A_count_out_of_range_is_bad_usage(string clips)
    {
        var run = await CapturedRun.OfAsync("data", "synth", _folder.File("made"), "--clips", clips);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("--clips", run.Error);
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_one_sentence()
    {
        var run = await CapturedRun.OfAsync("data", "synth", _place.FilePath);

        Assert.NotEqual(ExitCode.Done, run.Code);
        Assert.Contains(_place.FilePath, run.Error);
        Assert.DoesNotContain("Exception", run.Error);
    }
}
