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
    public async Task What_is_there_is_left_as_it_is()
    {
        foreach (var file in new[] { "data/train_data.csv", "data/valid_data.csv", "data/test_data.csv", "wavs/1.wav" })
        {
            var path = _folder.File(Path.Join("fluent-speech-commands", file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }

        var run = await CapturedRun.OfAsync("data", "download", "fluent-speech-commands", "--to", _folder.Path);

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal($"fluent-speech-commands: nothing to do, all is in {_folder.File("fluent-speech-commands")}\n", run.Output.ReplaceLineEndings("\n"));
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
