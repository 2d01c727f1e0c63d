using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>Manifests, folders and budgets a run cannot work with: one sentence each, the exit code that fits, and no work done.</summary>
[Collection("native")]
public sealed class BadFilesTests : IDisposable
{
    private readonly Workplace _place = new(clips: 12);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("", "clips.csv")]
    [InlineData("path,pitch,parity\naudio/0000.wav,300,odd\n", "split")]
    [InlineData("split,pitch,parity\ntrain,300,odd\n", "path")]
    [InlineData("path,split,pitch\naudio/0000.wav,train,300\n", "no label column 'parity'; it has pitch")]
    [InlineData("path,split,pitch,parity\n", "no clips")]
    [InlineData("path,split,pitch,parity\naudio/0000.wav,train,300,odd\naudio/0000.wav,test,300,odd\n", "line 3")]
    [InlineData("path,split,pitch,parity\n../0000.wav,train,300,odd\n", "line 2")]
    [InlineData("path,split,pitch,parity\naudio/../../0000.wav,train,300,odd\n", "line 2")]
    [InlineData("path,split,pitch,parity\n/etc/passwd,train,300,odd\n", "line 2")]
    [InlineData("path,split,pitch,parity\naudio/0000.wav,training,300,odd\n", "line 2")]
    [InlineData("path,split,pitch,parity\naudio/0000.wav,train\n", "line 2")]
    public async Task A_manifest_with_faults_is_bad_input(string manifest, string expected)
    {
        File.WriteAllText(Path.Combine(_place.Tones, "clips.csv"), manifest);

        var run = await CapturedRun.OfAsync("run", _place.FilePath, "--progress", "none");

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(expected, run.Error);
        Assert.DoesNotContain("Exception", run.Error);
        Assert.Empty(CacheContent.Parts(_place.Cache));
    }

    [Theory]
    [InlineData("cache")]
    [InlineData("runs")]
    public async Task A_folder_that_is_a_file_is_one_sentence_that_names_it(string setting)
    {
        var file = Path.Combine(Path.GetDirectoryName(_place.FilePath)!, "occupied");
        File.WriteAllText(file, "");

        var run = await RunAsync(pipeline => pipeline["output"] = new JsonObject { [setting] = "occupied" });

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains(file, run.Error);
        Assert.DoesNotContain("Exception", run.Error);
    }

    [Theory]
    [InlineData("cache")]
    [InlineData("runs")]
    public async Task A_folder_that_may_not_be_written_is_one_sentence_that_names_it(string setting)
    {
        var closed = Path.Combine(Path.GetDirectoryName(_place.FilePath)!, "closed");
        Directory.CreateDirectory(closed);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var pipeline = Workplace.Pipeline();
        pipeline["output"] = new JsonObject { [setting] = "closed/inner" };
        _place.Write(pipeline);
        using var run = HaresProcess.WithoutPrivilege("run", _place.FilePath, "--progress", "none");

        Assert.Equal(ExitCode.Failed, await run.ExitAsync());
        Assert.Contains(closed, await run.ErrorAsync());
        Assert.DoesNotContain("Exception", await run.ErrorAsync());
    }

    [Fact]
    public async Task A_folder_in_the_place_of_latest_is_one_sentence()
    {
        Directory.CreateDirectory(_place.Latest);

        var run = await CapturedRun.OfAsync("run", _place.FilePath, "--progress", "none");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains(_place.Latest, run.Error);
        Assert.DoesNotContain("Exception", run.Error);
    }

    [Fact]
    public async Task A_memory_budget_without_room_for_a_clip_is_bad_input_and_the_one_proposed_is_enough()
    {
        var refused = await RunAsync(pipeline => pipeline["embed"]!["memory"] = "1MiB");
        var proposed = refused.Error.Split('"')[1];
        var taken = await RunAsync(pipeline => pipeline["embed"]!["memory"] = proposed);

        Assert.Equal(ExitCode.BadInput, refused.Code);
        Assert.Contains("$.embed.memory: 1 MiB cannot hold clips of 600 s", refused.Error);
        Assert.Equal(ExitCode.Done, taken.Code);
    }

    [Fact]
    public async Task A_damaged_part_of_the_cache_is_set_aside_and_its_clips_are_embedded_again()
    {
        await _place.RunAsync();
        var part = Assert.Single(CacheContent.Parts(_place.Cache));
        var bytes = File.ReadAllBytes(part);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(part, bytes);

        var run = await CapturedRun.OfAsync("run", _place.FilePath, "--progress", "none");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(12, (int)_place.Results()["embedding"]!["computed"]!);
        Assert.Equal(12, (await CacheContent.RowsAsync(_place.Cache)).Count);
        Assert.Single(CacheContent.Strangers(_place.Cache), path => path.EndsWith(".damaged", StringComparison.Ordinal));
    }

    private async Task<CapturedRun> RunAsync(Action<JsonObject> change)
    {
        var pipeline = Workplace.Pipeline();
        change(pipeline);
        _place.Write(pipeline);
        return await CapturedRun.OfAsync("run", _place.FilePath, "--progress", "none");
    }
}
