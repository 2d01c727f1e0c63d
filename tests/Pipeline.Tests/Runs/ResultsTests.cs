using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>What programs read of a run: results.json, predictions.parquet, the resolved pipeline file, standard output.</summary>
[Collection("native")]
public sealed class ResultsTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Keys_of_the_results_are_frozen()
    {
        await _place.RunAsync();

        var results = _place.Results();
        var encoder = results["encoders"]![0]!;
        Assert.Equal("pipeline started finished encoders embedding stages", Keys(results));
        Assert.Equal("name architecture key parameters dimension hares domains ofParts paper tasks", Keys(encoder));
        Assert.Equal("environment speech music", Keys(encoder["domains"]!));
        Assert.Equal(
            "task metric score interval perSeed perFold chance train test skipped unlabelled classes unseenClasses "
            + "partial synthetic missing split paper probe failure",
            Keys(encoder["tasks"]![0]!));
        Assert.Equal("protocol settings fits warnings", Keys(encoder["tasks"]![0]!["probe"]!));
        Assert.Equal("computed reused skipped audioSeconds embedSeconds wallSeconds", Keys(results["embedding"]!));
        Assert.Equal("name items busySeconds parallelism", Keys(results["stages"]![0]!));
        Assert.Equal(["decode", "log-mel", "embed", "write", "probe"], results["stages"]!.AsArray().Select(stage => (string)stage!["name"]!));
    }

    [Fact]
    public async Task Figures_of_a_task_agree_with_each_other()
    {
        await _place.RunAsync();

        var task = _place.Results()["encoders"]![0]!["tasks"]![0]!;
        var score = (double)task["score"]!;
        Assert.InRange(score, (double)task["interval"]![0]!, (double)task["interval"]![1]!);
        Assert.Equal(score, Assert.Single(task["perFold"]!.AsArray())!.GetValue<double>(), 1e-12);
        Assert.Equal(score, Assert.Single(task["perSeed"]!.AsArray())!.GetValue<double>(), 1e-12);
        Assert.Equal((24, 12, 3, 0), ((int)task["train"]!, (int)task["test"]!, (int)task["classes"]!, (int)task["skipped"]!));
        Assert.Equal(48 * 0.6, (double)_place.Results()["embedding"]!["audioSeconds"]!, 1e-6);
    }

    [Fact]
    public async Task Clips_without_a_label_and_classes_without_training_clips_are_counted_and_noted_under_the_table()
    {
        var lines = File.ReadAllLines(Path.Combine(_place.Tones, "clips.csv"));
        (lines[1], lines[10]) = (
            lines[1].Replace(",300,", ",,", StringComparison.Ordinal),
            lines[10].Replace(",300,", ",heron,", StringComparison.Ordinal));
        File.WriteAllLines(Path.Combine(_place.Tones, "clips.csv"), lines);

        var run = await CapturedRun.OfAsync("run", _place.FilePath);

        Assert.Equal(ExitCode.Done, run.Code);
        var task = _place.Results()["encoders"]![0]!["tasks"]![0]!;
        Assert.Equal((1, 0, 1), ((int)task["unlabelled"]!, (int)task["skipped"]!, (int)task["unseenClasses"]!));
        Assert.Contains("base, tones/pitch: 1 clip without a label left out.\n", run.Output);
        Assert.Contains(
            "base, tones/pitch: Classes of test clips that the training clips of their fold do not show, so that they cannot be told: 1 (heron).\n",
            run.Output);
    }

    [Fact]
    public async Task The_resolved_pipeline_file_runs_again_to_the_same_results()
    {
        await _place.RunAsync("run", "--only", "tones/parity");
        var (first, resolved) = (
            _place.Results()["encoders"]!,
            Path.Combine(new DirectoryInfo(_place.Latest).ResolveLinkTarget(true)!.FullName, "pipeline.json"));

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["run", resolved]));

        Assert.Equal((0, 48), ((int)_place.Results()["embedding"]!["computed"]!, (int)_place.Results()["embedding"]!["reused"]!));
        Assert.True(JsonNode.DeepEquals(first, _place.Results()["encoders"]));
        Assert.Equal(File.ReadAllText(resolved), File.ReadAllText(Path.Combine(_place.Latest, "pipeline.json")));
    }

    [Fact]
    public async Task The_log_says_why_a_clip_was_computed_again_what_was_skipped_and_how_the_run_ended()
    {
        await _place.RunAsync();
        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0001.wav"), ToneCorpus.Wav(ToneCorpus.Tone(3001, 0.7)));
        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0003.wav"), []);

        Assert.Equal(ExitCode.TaskFailed, await _place.RunAsync());

        var log = File.ReadAllText(Path.Combine(_place.Latest, "log.jsonl"));
        Assert.Contains("""
            "{Clip} is computed again: its content changed since it was embedded","Clip":"audio/0001.wav"
            """, log);
        Assert.Contains("""
            "Encoder":"base","Dataset":"tones","Count":1,"Reason":"Empty"
            """, log);
        Assert.Contains("""
            "Code":3,"Computed":1,"Reused":46,"Skipped":1
            """, log);
    }

    [Fact]
    public async Task With_json_standard_output_is_the_results_and_nothing_else()
    {
        var run = await CapturedRun.OfAsync("run", _place.FilePath, "--json");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.True(JsonNode.DeepEquals(_place.Results(), JsonNode.Parse(run.Output)));
        Assert.Contains("48 clips embedded, 0 from the cache", run.Error);
    }

    [Fact]
    public async Task Every_test_clip_has_a_prediction_for_every_task()
    {
        await _place.RunAsync();

        using var stream = File.OpenRead(Path.Combine(_place.Latest, "predictions.parquet"));
        var reader = await Parquet.ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2 * 12, reader.RowGroups.Sum(group => group.RowCount));
        Assert.Equal(["encoder", "task", "clip", "fold", "slot", "truth", "classes", "scores"], reader.Schema.Fields.Select(field => field.Name));
    }

    [Fact]
    public async Task Embedding_alone_writes_no_predictions_and_the_whole_run_after_it_reuses_all()
    {
        Assert.Equal(ExitCode.Done, await _place.RunAsync("embed"));
        Assert.False(File.Exists(Path.Combine(_place.Latest, "predictions.parquet")));

        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        Assert.Equal((0, 48), ((int)_place.Results()["embedding"]!["computed"]!, (int)_place.Results()["embedding"]!["reused"]!));
        Assert.NotNull(_place.Results()["encoders"]![0]!["tasks"]![0]!["score"]);
    }

    [Fact]
    public async Task A_split_of_ones_own_is_named_and_what_it_leaves_out_makes_the_task_partial()
    {
        var list = WriteEsc50(clips: 18, listed: 12);

        var run = await CapturedRun.OfAsync("run", _place.FilePath);

        var task = _place.Results()["encoders"]![0]!["tasks"]![0]!;
        Assert.Equal((ExitCode.Done, "esc-50", list), (run.Code, (string)task["task"]!, (string)task["split"]!));
        Assert.Equal((9, 3, true, 1), ((int)task["train"]!, (int)task["test"]!, (bool)task["partial"]!, (int)task["missing"]!));
        Assert.Contains($"esc-50: split by {list}, not as its owners split it.\n", run.Output);
    }

    [Fact]
    public async Task A_check_counts_by_the_list_that_replaces_the_split()
    {
        WriteEsc50(clips: 18, listed: 12);

        var run = await CapturedRun.OfAsync("data", "check", _place.FilePath);

        Assert.Matches("esc-50 +12: train 9, test 3 ", run.Output);
        Assert.Contains("lacks 1,988 of ESC-50's 2,000 clips; 1 of the entries of its list (audio/gone.wav first)", run.Output);
    }

    /// <summary>Tones as ESC-50, and a list of the first of them, every fourth for testing, with one clip that is not there.</summary>
    private string WriteEsc50(int clips, int listed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_place.FilePath)!, "data", "esc-50", "audio")).Parent!.FullName;
        string[] names = [.. Enumerable.Range(0, clips).Select(i => $"{i % 2 + 1}-{i}-A-{i % 3}.wav")];
        foreach (var (i, name) in names.Index()) File.WriteAllBytes(Path.Combine(folder, "audio", name), ToneCorpus.Wav(ToneCorpus.Tone(i, 0.6)));
        Directory.CreateDirectory(Path.Combine(folder, "meta"));
        File.WriteAllText(Path.Combine(folder, "meta", "esc50.csv"),
            "filename,fold,target,category\n" + string.Concat(names.Select((name, i) => $"{name},{i % 2 + 1},{i % 3},class{i % 3}\n")));
        var list = Path.Combine(folder, "list.csv");
        File.WriteAllText(list, "clip,split\naudio/gone.wav,train\n"
            + string.Concat(names.Take(listed).Select((name, i) => $"audio/{name},{(i % 4 == 3 ? "test" : "train")}\n")));
        var pipeline = Workplace.Pipeline();
        pipeline["data"] = new JsonObject { ["allowPartial"] = true, ["splits"] = new JsonObject { ["esc-50"] = list } };
        pipeline["tasks"] = new JsonArray("esc-50");
        _place.Write(pipeline);
        return list;
    }

    private static string Keys(JsonNode node) => string.Join(' ', node.AsObject().Select(pair => pair.Key));
}
