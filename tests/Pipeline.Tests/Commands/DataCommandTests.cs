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
        Assert.Matches("^tones +24: train [0-9]+, (valid [0-9]+, )?test [0-9]+ +pitch 3 +[0-9.]+ +none$", run.Output.Split('\n')[2]);
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
