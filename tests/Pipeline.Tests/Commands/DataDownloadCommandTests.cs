using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Commands;

[Collection("native")]
public sealed class DataDownloadCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_person_must_get_is_said_with_the_licence_for_each_dataset_and_the_code_says_so()
    {
        var run = await CapturedRun.OfAsync("data", "download", "fluent-speech-commands,voxceleb", "audioset", "--to", _folder.Path);

        Assert.Equal(ExitCode.TaskFailed, run.Code);
        Assert.All(new[] { "fluent-speech-commands", "voxceleb", "audioset" }, name =>
        {
            Assert.Contains($"{name}: licence ", run.Error);
            Assert.Contains($"{name}: not complete in {_folder.File(name)}", run.Output);
        });
        Assert.Contains("missing there: wav, iden_split.txt", run.Error);
    }

    [Fact]
    public async Task Names_without_content_are_not_called_complete()
    {
        foreach (var file in new[] { "data/train_data.csv", "data/valid_data.csv", "data/test_data.csv", "wavs/1.wav" })
            _folder.Write(Path.Join("fluent-speech-commands", file), "");

        var run = await CapturedRun.OfAsync("data", "download", "fluent-speech-commands", "--to", _folder.Path);

        Assert.Equal(ExitCode.TaskFailed, run.Code);
        Assert.StartsWith($"fluent-speech-commands: {_folder.File("fluent-speech-commands/data/train_data.csv")}: ", run.Error);
        Assert.Contains("Get it on https://fluent.ai/", run.Error);
        Assert.Equal($"fluent-speech-commands: not complete in {_folder.File("fluent-speech-commands")}\n", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_whole_dataset_is_left_as_it_is_and_one_short_of_a_clip_is_said_to_be()
    {
        string[] names = [.. Enumerable.Range(0, 2000).Select(i => $"{i / 400 + 1}-{i}-A-{i % 50}.wav")];
        _folder.Write(
            "esc-50/meta/esc50.csv",
            "filename,fold,target,category\n" + string.Concat(names.Select((name, i) => $"{name},{i / 400 + 1},{i % 50},c{i % 50}\n")));
        foreach (var name in names) _folder.Write($"esc-50/audio/{name}", "");

        var whole = await CapturedRun.OfAsync("data", "download", "esc-50", "--to", _folder.Path);
        File.Delete(_folder.File($"esc-50/audio/{names[7]}"));
        var short1 = await CapturedRun.OfAsync("data", "download", "esc-50", "--to", _folder.Path);

        Assert.Equal((ExitCode.Done, ""), (whole.Code, whole.Error));
        Assert.Equal($"esc-50: nothing to do, all is in {_folder.File("esc-50")}\n", whole.Output.ReplaceLineEndings("\n"));
        Assert.Equal(ExitCode.TaskFailed, short1.Code);
        Assert.StartsWith($"esc-50: {_folder.File("esc-50")} lacks 1 of ESC-50's 2,000 clips (fold 1 has 399 of 400)", short1.Error);
    }

    [Theory]
    [InlineData("nsinth", "did you mean 'nsynth'?")]
    [InlineData("esc50", "did you mean 'esc-50'?")]
    [InlineData("completely-different-thing", "known are audioset, birdsong")]
    public async Task An_unknown_name_is_bad_usage_before_anything_is_fetched(string name, string hint)
    {
        var run = await CapturedRun.OfAsync("data", "download", "esc-50", name, "--to", _folder.Path);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(hint, run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
