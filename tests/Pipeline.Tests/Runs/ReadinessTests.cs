using System.IO.Compression;
using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>What stands in the way of a run is told before any work, all of it in one message, by <c>plan</c> as by <c>run</c>.</summary>
[Collection("native")]
public sealed class ReadinessTests : IDisposable
{
    private readonly Workplace _place = new(clips: 12);
    private readonly TemporaryFolder _data = new();

    public void Dispose()
    {
        _place.Dispose();
        _data.Dispose();
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task All_faults_are_told_at_once_before_any_work(string verb)
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "there is a GPU");
        var manifest = Path.Combine(_place.Tones, "clips.csv");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(",test,", ",valid,", StringComparison.Ordinal));
        Write(["esc-50", "nsynth-pitch", "nsynth-instrument", "magnatagatune", "tones/pitch"], pipeline =>
        {
            pipeline["embed"]!["device"] = "cuda";
            pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn" });
            pipeline["datasets"]!["tones"]!["tasks"]!["pitch"]!["window"] = 0.05;
        });

        var run = await CapturedRun.OfAsync(verb, _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        var told = run.Error.TrimEnd().Split('\n');
        Assert.Equal($"{_place.FilePath} cannot run, for 6 reasons:", told[0]);
        Assert.Equal(7, told.Length);
        string[] expected =
        [
            "windows",
            $"ESC-50: there is no folder {_data.File("esc-50")}",
            "NSynth: there is no folder",
            "MagnaTagATune: there is no folder",
            $"Task tones/pitch of {_place.Tones}: no clip is in the split test",
            "Device \"cuda\" is not available"
        ];
        Assert.All(expected.Zip(told.Skip(1)), pair => Assert.Contains(pair.First, pair.Second));
        Assert.Empty(run.Output);
        Assert.Empty(CacheContent.Parts(_place.Cache));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_place.Latest)));
    }

    [Theory]
    [InlineData("map", "300,", "tones/pitch")] // test clips without a class: nothing to rank
    [InlineData("accuracy", "300;900,", "several classes of pitch, but accuracy needs exactly one a clip")]
    public async Task Labels_that_allow_no_score_are_refused_by_plan_and_run_and_found_by_data_check(string metric, string cell, string expected)
    {
        var manifest = Path.Combine(_place.Tones, "clips.csv");
        var csv = metric == "map"
            ? string.Join('\n', File.ReadAllLines(manifest).Select(line =>
                line.Contains(",test,")
                    ? string.Join(',', line.Split(',') is [var a, var b, _, var d] ? [a, b, "", d] : [])
                    : line))
            : File.ReadAllText(manifest).Replace("train,300,", "train," + cell, StringComparison.Ordinal);
        File.WriteAllText(manifest, csv);
        Write(["tones/pitch"], pipeline => pipeline["datasets"]!["tones"]!["tasks"]!["pitch"]!["metric"] = metric);

        foreach (var verb in new[] { "plan", "run" })
        {
            var run = await CapturedRun.OfAsync(verb, _place.FilePath);
            Assert.Equal(ExitCode.BadInput, run.Code);
            Assert.Contains(expected, run.Error);
        }
        var check = await CapturedRun.OfAsync("data", "check", _place.FilePath);
        Assert.Equal(ExitCode.TaskFailed, check.Code);
        Assert.Contains("error unscorable: Task tones/pitch", check.Output);
        Assert.Contains(expected, check.Output);
    }

    [Fact]
    public async Task Where_parts_are_allowed_a_missing_dataset_and_a_damaged_archive_fail_their_tasks_alone()
    {
        _data.Write("esc-50/ESC-50-master.zip", "no archive");
        Write(["esc-50", "nsynth-pitch", "tones/pitch"], pipeline => pipeline["data"]!["allowPartial"] = true);

        var plan = await CapturedRun.OfAsync("plan", _place.FilePath);
        var run = await CapturedRun.OfAsync("run", _place.FilePath, "--progress", "none");
        var tasks = _place.Results()["encoders"]![0]!["tasks"]!.AsArray();

        Assert.Equal((ExitCode.TaskFailed, ExitCode.TaskFailed), (plan.Code, run.Code));
        Assert.Contains($"esc-50: an archive in {_data.File("esc-50")} is unpacked by a run first; its clips are not counted here", plan.Output);
        Assert.Contains("nsynth-pitch cannot be scored: NSynth: there is no folder", plan.Output);
        Assert.Matches("esc-50 +accuracy +- +failed", run.Output);
        Assert.Contains("base, nsynth-pitch: NSynth: there is no folder", run.Output);
        Assert.Contains("esc-50 cannot be scored: ", run.Error);
        Assert.Contains("ESC-50-master.zip", (string)tasks[0]!["failure"]!);
        Assert.Equal([false, false, true], tasks.Select(task => task!["score"] is not null));
    }

    [Fact]
    public async Task Where_parts_are_allowed_and_none_is_there_the_run_is_refused()
    {
        Write(["esc-50", "nsynth-pitch"], pipeline => pipeline["data"]!["allowPartial"] = true);

        var run = await CapturedRun.OfAsync("run", _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("cannot run, for 2 reasons", run.Error);
    }

    [Fact]
    public async Task An_archive_waits_while_something_else_stands_in_the_way()
    {
        Archive();
        Write(["esc-50", "nsynth-pitch"], _ => { });

        var run = await CapturedRun.OfAsync("run", _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.StartsWith("NSynth: there is no folder", run.Error);
        Assert.False(Directory.Exists(_data.File("esc-50/audio")));
    }

    [Fact]
    public async Task A_plan_counts_on_archives_that_a_run_unpacks_and_touches_nothing()
    {
        Archive();
        Write(["esc-50", "tones/pitch"], pipeline => pipeline["data"]!["allowPartial"] = true);

        var plan = await CapturedRun.OfAsync("plan", _place.FilePath);
        var json = JsonNode.Parse((await CapturedRun.OfAsync("plan", _place.FilePath, "--json")).Output)!;

        Assert.Equal(ExitCode.Done, plan.Code);
        Assert.Contains("an archive in", plan.Output);
        Assert.Equal(["tones"], json["rows"]!.AsArray().Select(row => (string)row!["dataset"]!));
        Assert.Contains("is unpacked", (string)json["awaited"]!["esc-50"]!);
        Assert.Equal(["ESC-50-master.zip"], Directory.GetFileSystemEntries(_data.File("esc-50")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_plan_of_synthetic_sounds_that_are_not_made_yet_says_so()
    {
        Write(["birdsong"], pipeline =>
        {
            pipeline["data"]!["allowPartial"] = true;
            pipeline["data"]!["synthetic"] = true;
        });

        var plan = await CapturedRun.OfAsync("plan", _place.FilePath);

        Assert.Equal((ExitCode.Done, "birdsong: its sounds are made by a run first; its clips are not counted here\n"), (plan.Code, plan.Output));
        Assert.Empty(Directory.GetFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task A_damaged_archive_is_a_finding_and_what_else_is_there_is_checked()
    {
        foreach (var (language, speaker) in new[] { ("de", "anna"), ("en", "bob"), ("ru", "ivan") })
        {
            Directory.CreateDirectory(_data.File($"voxforge/{language}/{speaker}-20100101-abc/wav"));
            File.WriteAllBytes(
                _data.File($"voxforge/{language}/{speaker}-20100101-abc/wav/1.wav"),
                ToneCorpus.Wav(ToneCorpus.Tone(speaker.Length, 0.6)));
        }
        _data.Write("voxforge/ru/bad-20100101-xyz.tgz", "no archive");
        Write(["voxforge", "esc-50"], _ => { });

        var check = await CapturedRun.OfAsync("data", "check", _place.FilePath);
        var run = await CapturedRun.OfAsync("run", _place.FilePath);

        Assert.Equal((ExitCode.TaskFailed, ExitCode.BadInput), (check.Code, run.Code));
        Assert.Contains("error damaged-archive: 1 of 1 submissions", check.Output);
        Assert.Matches("voxforge +3: ", check.Output);
        Assert.Contains("error unreadable: ESC-50: there is no folder", check.Output);
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_told_where_it_is_needed_only()
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "there is a GPU");
        void OnGpu(JsonObject pipeline)
        {
            pipeline["embed"]!["device"] = "cuda";
            pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn", ["dimension"] = 512 });
        }

        Write(["tones/pitch"], OnGpu);
        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput), (await _place.RunAsync("plan"), await _place.RunAsync()));
        Write(["tones/pitch"], pipeline =>
        {
            OnGpu(pipeline);
            pipeline["embed"]!["device"] = "cpu";
        });
        Assert.Equal(ExitCode.Done, await _place.RunAsync());
        Write(["tones/pitch"], OnGpu);
        Assert.Equal((ExitCode.Done, ExitCode.Done), (await _place.RunAsync("plan"), await _place.RunAsync()));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task All_devices_that_are_not_there_are_told_and_no_run_folder_stays(string verb)
    {
        Assert.SkipWhen(TorchSharp.torch.cuda.is_available(), "there is a GPU");
        Write(["tones/pitch"], pipeline =>
        {
            pipeline["embed"]!["device"] = new JsonArray("cuda:0", "cpu", "cuda:1");
            pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn" });
        });

        var run = await CapturedRun.OfAsync(verb, _place.FilePath);

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("cannot run, for 2 reasons", run.Error);
        Assert.Contains("Device \"cuda:0\" is not available", run.Error);
        Assert.Contains("Device \"cuda:1\" is not available", run.Error);
        Assert.Empty(RunFolders());
    }

    [Fact]
    public async Task Weights_that_do_not_fit_leave_no_run_folder()
    {
        Write(["tones/pitch"], pipeline => pipeline["encoders"]!.AsArray().Add(
            new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn", ["weights"] = _data.Write("net.safetensors", "no weights") }));

        Assert.Equal(ExitCode.BadInput, await _place.RunAsync("run", "--progress", "none"));

        Assert.Empty(RunFolders());
    }

    private string[] RunFolders()
    {
        var runs = Path.GetDirectoryName(_place.Latest)!;
        return Directory.Exists(runs) ? Directory.GetFileSystemEntries(runs) : [];
    }

    private void Archive()
    {
        Directory.CreateDirectory(_data.File("esc-50"));
        using var zip = ZipFile.Open(_data.File("esc-50/ESC-50-master.zip"), ZipArchiveMode.Create);
        using var writer = new StreamWriter(zip.CreateEntry("meta/esc50.csv").Open());
        writer.Write("filename,fold,target,category\n");
    }

    private void Write(string[] tasks, Action<JsonObject> change)
    {
        var pipeline = Workplace.Pipeline();
        pipeline["data"] = new JsonObject { ["root"] = _data.Path };
        pipeline["tasks"] = new JsonArray([.. tasks.Select(task => (JsonNode)task)]);
        change(pipeline);
        _place.Write(pipeline);
    }
}
