using System.Text.Json.Nodes;
using Hares.Embed.Cache;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>The whole program on a small corpus: embed, cache, probe, report; then again, with something changed.</summary>
[Collection("native")]
public sealed class RunTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_first_run_embeds_every_clip_once_for_both_tasks_and_scores_them()
    {
        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        var results = _place.Results();
        Assert.Equal(48, (int)results["embedding"]!["computed"]!);
        Assert.Equal(0, (int)results["embedding"]!["reused"]!);
        Assert.Equal(["tones/pitch", "tones/parity"], Tasks(results).Select(task => (string)task["task"]!));
        Assert.True((double)Tasks(results)[0]["score"]! > 0.9, "three pitches an octave and a half apart are told apart");
        Assert.InRange((double)Tasks(results)[1]["score"]!, 0, 1);
        Assert.Null((double?)results["encoders"]![0]!["hares"]);
        Assert.True(File.Exists(Path.Combine(_place.Latest, "predictions.parquet")));
        Assert.Equal("encoder,dataset,clip,reason,detail\n", _place.Failures());
    }

    [Fact]
    public async Task A_second_run_decodes_nothing_and_scores_the_same()
    {
        await _place.RunAsync();
        var first = _place.Results();

        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        var second = _place.Results();
        Assert.Equal((0, 48), ((int)second["embedding"]!["computed"]!, (int)second["embedding"]!["reused"]!));
        Assert.Equal(0, (int)Stage(second, "decode")["items"]!);
        Assert.True(JsonNode.DeepEquals(first["encoders"], second["encoders"]));
    }

    [Fact]
    public async Task Encoders_of_one_key_share_their_embeddings_and_each_is_scored()
    {
        var pipeline = Workplace.Pipeline();
        var same = pipeline["encoders"]![0]!.DeepClone();
        same["name"] = "same";
        pipeline["encoders"]!.AsArray().Add(same);
        _place.Write(pipeline);

        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        var encoders = _place.Results()["encoders"]!.AsArray();
        Assert.Equal(["base", "same"], encoders.Select(encoder => (string)encoder!["name"]!));
        Assert.True(JsonNode.DeepEquals(encoders[0]!["tasks"], encoders[1]!["tasks"]));
        Assert.Equal(48, (int)_place.Results()["embedding"]!["computed"]!);
        Assert.Equal(48, await RowsAsync());

        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0001.wav"), ToneCorpus.Wav(ToneCorpus.Tone(1 + 3 * 1000, 0.7)));
        Assert.Equal(ExitCode.Done, await _place.RunAsync());
        Assert.Equal((1, 47), ((int)_place.Results()["embedding"]!["computed"]!, (int)_place.Results()["embedding"]!["reused"]!));
    }

    [Fact]
    public async Task Where_nothing_is_to_be_embedded_no_memory_is_asked_for()
    {
        await _place.RunAsync();
        var pipeline = Workplace.Pipeline();
        pipeline["embed"]!["memory"] = "1MiB";
        _place.Write(pipeline);

        Assert.Equal(ExitCode.Done, await _place.RunAsync());
    }

    [Fact]
    public async Task Embed_then_probe_is_run()
    {
        Assert.Equal(ExitCode.Done, await _place.RunAsync("embed"));
        Assert.Empty(Tasks(_place.Results()));

        Assert.Equal(ExitCode.Done, await _place.RunAsync("probe"));

        Assert.Equal(2, Tasks(_place.Results()).Count);
        Assert.Equal(0, (int)_place.Results()["embedding"]!["computed"]!);
    }

    [Fact]
    public async Task Probe_before_embed_fails_every_task_with_the_reason()
    {
        Assert.Equal(ExitCode.TaskFailed, await _place.RunAsync("probe"));

        Assert.All(Tasks(_place.Results()), task => Assert.Contains("48 of 48 clips have no embedding", (string)task["failure"]!));
    }

    [Fact]
    public async Task A_file_whose_content_changed_is_embedded_again_and_a_touched_one_is_not()
    {
        await _place.RunAsync();
        var (changed, touched) = (Path.Combine(_place.Tones, "audio/0001.wav"), Path.Combine(_place.Tones, "audio/0002.wav"));
        File.WriteAllBytes(changed, ToneCorpus.Wav(ToneCorpus.Tone(1 + 3 * 1000, 0.7)));
        File.SetLastWriteTimeUtc(touched, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        Assert.Equal(1, (int)_place.Results()["embedding"]!["computed"]!);
        Assert.Equal(48, await RowsAsync());
    }

    [Fact]
    public async Task Bad_clips_are_counted_with_their_reason_and_fail_the_task_above_its_limit()
    {
        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0003.wav"), "not audio at all, whatever its name says"u8.ToArray());
        File.Delete(Path.Combine(_place.Tones, "audio/0004.wav"));

        Assert.Equal(ExitCode.TaskFailed, await _place.RunAsync());

        var results = _place.Results();
        Assert.Equal((46, 2), ((int)results["embedding"]!["computed"]!, (int)results["embedding"]!["skipped"]!));
        Assert.Contains("2 of 48 clips have no embedding", (string)Tasks(results)[0]["failure"]!);
        Assert.Contains("base,tones,audio/0003.wav,not-audio,", _place.Failures());
        Assert.Contains("base,tones,audio/0004.wav,missing,", _place.Failures());
    }

    [Fact]
    public async Task Bad_clips_within_the_limit_are_left_out_and_the_rest_is_scored()
    {
        File.Delete(Path.Combine(_place.Tones, "audio/0004.wav"));
        var pipeline = Workplace.Pipeline();
        pipeline["data"] = new JsonObject { ["skipLimit"] = 0.05 };
        _place.Write(pipeline);

        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        Assert.Equal(1, (int)Tasks(_place.Results())[0]["skipped"]!);
        Assert.NotNull(Tasks(_place.Results())[0]["score"]);
    }

    [Fact]
    public async Task A_clip_that_went_bad_takes_its_old_embedding_with_it()
    {
        await _place.RunAsync();
        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0003.wav"), []);

        Assert.Equal(ExitCode.TaskFailed, await _place.RunAsync());

        Assert.Equal(47, await RowsAsync());
        Assert.Contains("audio/0003.wav,empty,", _place.Failures());
    }

    [Fact]
    public async Task A_second_run_on_a_cache_in_use_is_turned_away()
    {
        Assert.True(CacheLock.TryAcquire(_place.Cache, TimeProvider.System, out var held, out _));
        using (held) Assert.Equal(ExitCode.Locked, await _place.RunAsync());

        Assert.Equal(ExitCode.Done, await _place.RunAsync());
    }

    [Theory]
    [InlineData("--only", "tones/pitches")]
    [InlineData("--encoder", "bases")]
    [InlineData("--only", ",")]
    public async Task An_option_that_names_what_the_file_lacks_is_bad_usage(string option, string value) =>
        Assert.Equal(ExitCode.BadInput, await _place.RunAsync("run", option, value));

    [Fact]
    public async Task Only_and_encoder_narrow_the_run()
    {
        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--only", "tones/parity", "--encoder", "base"));

        Assert.Equal("tones/parity", (string)Assert.Single(Tasks(_place.Results()))["task"]!);
    }

    [Fact]
    public async Task Windows_longer_and_shorter_than_the_clips_embed_the_clips_once_a_plan()
    {
        var pipeline = Workplace.Pipeline();
        pipeline["datasets"]!["tones"]!["tasks"]!["parity"]!["window"] = 0.2;
        _place.Write(pipeline);

        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        Assert.Equal(96, (int)_place.Results()["embedding"]!["computed"]!);
        Assert.Equal(48, (int)Stage(_place.Results(), "decode")["items"]!);
        Assert.Equal(48 + 3 * 48, await RowsAsync());
    }

    private async Task<int> RowsAsync()
    {
        var rows = 0;
        foreach (var plan in Directory.GetDirectories(_place.Cache)
            .SelectMany(encoder => Directory.GetDirectories(encoder))
            .SelectMany(Directory.GetDirectories))
        {
            var (dataset, encoder) = (Path.GetDirectoryName(plan)!, Path.GetDirectoryName(Path.GetDirectoryName(plan)!)!);
            using var store = await EmbeddingStore.OpenAsync(
                _place.Cache, Path.GetFileName(encoder), Path.GetFileName(dataset), Path.GetFileName(plan), 160, readOnly: true);
            await store.ReadAsync(_ => true, (_, _, _) => Interlocked.Increment(ref rows));
        }
        return rows;
    }

    private static List<JsonNode> Tasks(JsonObject results) => [.. results["encoders"]![0]!["tasks"]!.AsArray().Select(task => task!)];

    private static JsonNode Stage(JsonObject results, string name) => results["stages"]!.AsArray().Single(stage => (string)stage!["name"]! == name)!;
}
