using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>What <c>plan</c> says before, amid and after a run; and that it changes nothing.</summary>
[Collection("native")]
public sealed class PlanTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Before_the_first_run_everything_is_to_do_and_nothing_is_touched()
    {
        var plan = await CapturedRun.OfAsync("plan", _place.FilePath);

        Assert.Equal(ExitCode.Done, plan.Code);
        Assert.Contains("2 tasks, 1 encoder, 2 probes (protocol quick); 0 % cached, time unknown before the first run", plan.Output);
        Assert.False(Directory.Exists(_place.Cache));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_place.Latest)));
    }

    [Fact]
    public async Task After_a_run_everything_is_cached_and_one_changed_clip_is_to_do()
    {
        await _place.RunAsync();
        Assert.Contains("100 % cached, nothing to embed", (await CapturedRun.OfAsync("plan", _place.FilePath)).Output);

        File.WriteAllBytes(Path.Combine(_place.Tones, "audio/0003.wav"), ToneCorpus.Wav(ToneCorpus.Tone(3000, 0.7)));
        var before = Directory.GetFiles(_place.Cache, "*", SearchOption.AllDirectories);
        var row = await RowAsync();

        Assert.Equal((47, 1), ((int)row["cached"]!, (int)row["toEmbed"]!));
        Assert.Equal(0.7 / 3600, (double)row["hours"]!, 1e-9);
        Assert.Contains("at the last run's", (await CapturedRun.OfAsync("plan", _place.FilePath)).Output);
        Assert.Equal(before, Directory.GetFiles(_place.Cache, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Days_of_embedding_are_told_as_hours()
    {
        Finished("20260101T000000Z", new EmbeddingTotals(40, 0, 0, AudioSeconds: 10, EmbedSeconds: 100_100, WallSeconds: 100_200));

        Assert.Matches("0 % cached, about 80:04:4[78] at the last run's", (await CapturedRun.OfAsync("plan", _place.FilePath)).Output);
    }

    [Fact]
    public async Task The_speed_is_that_of_embedding_by_the_newest_run_that_embedded_enough()
    {
        Finished("20260101T000000Z", new EmbeddingTotals(1000, 0, 0, AudioSeconds: 5, EmbedSeconds: 1, WallSeconds: 1));
        Finished("20260102T000000Z", new EmbeddingTotals(32, 0, 0, AudioSeconds: 100, EmbedSeconds: 10, WallSeconds: 1000));
        Finished("20260103T000000Z", new EmbeddingTotals(31, 969, 0, AudioSeconds: 100, EmbedSeconds: 50, WallSeconds: 100));
        Finished("20260104T000000Z", new EmbeddingTotals(0, 1000, 0, AudioSeconds: 0, EmbedSeconds: 0, WallSeconds: 100));

        var plan = JsonNode.Parse((await CapturedRun.OfAsync("plan", _place.FilePath, "--json")).Output)!;

        Assert.Equal(10, (double)plan["realTimeFactorOfLastRun"]!);
    }

    [Fact]
    public async Task A_run_notes_how_long_its_embedding_took()
    {
        await _place.RunAsync("run", "--progress", "none");
        var first = _place.Results()["embedding"]!;
        await _place.RunAsync("run", "--progress", "none");
        var cached = _place.Results()["embedding"]!;

        Assert.InRange((double)first["embedSeconds"]!, double.Epsilon, (double)first["wallSeconds"]!);
        Assert.Equal(0, (double)cached["embedSeconds"]!);
    }

    [Fact]
    public async Task Hours_and_disk_are_estimated_from_headers()
    {
        var row = await RowAsync();

        Assert.Equal(("tones", "0.5s", "base"), ((string)row["dataset"]!, (string)row["plan"]!, (string)row["encoder"]!));
        Assert.Equal(48 * 0.6 / 3600, (double)row["hours"]!, 1e-9);
        Assert.InRange((long)row["diskBytes"]!, 48 * 160 * 4, 2 * 48 * 160 * 4);
    }

    [Fact]
    public async Task Embeddings_beyond_the_memory_are_told_before_anything_is_embedded_and_after()
    {
        using var place = new Workplace(clips: 72);
        place.Write(Some.FineWindows(Workplace.Pipeline(), memory: "2MiB"));
        var before = await CapturedRun.OfAsync("plan", place.FilePath);
        await place.RunAsync("embed", "--progress", "none");
        var after = await CapturedRun.OfAsync("plan", place.FilePath);

        var note =
            "base, tones/pitch: 2.46 MiB of embeddings are more than embed.memory; "
            + $"the probe reads them from a temporary file in {place.Cache}.\n";
        Assert.Contains(note, before.Output);
        Assert.Contains(note, after.Output);
    }

    [Fact]
    public async Task Where_headers_do_not_tell_the_length_a_few_clips_are_decoded()
    {
        var audio = Directory.GetFiles(Path.Combine(_place.Tones, "audio"));
        foreach (var file in audio)
        {
            await Compress(file, file + ".m4a");
            File.Move(file + ".m4a", file, overwrite: true);
        }

        Assert.InRange((double)(await RowAsync())["hours"]! * 3600 / audio.Length, 0.58, 0.72); // 0.6 s, and what AAC adds at the end

        static async Task Compress(string from, string to)
        {
            try
            {
                using var ffmpeg = System.Diagnostics.Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-i", from, "-c:a", "aac", to]);
                await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
                Assert.SkipUnless(ffmpeg.ExitCode == 0, "the installed ffmpeg has no encoder aac");
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Assert.Skip("ffmpeg is not installed");
            }
        }
    }

    [Fact]
    public async Task Of_clips_that_cannot_be_used_hours_and_disk_are_unknown()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_place.Tones, "audio"))) File.WriteAllText(file, "no audio");

        var plan = await CapturedRun.OfAsync("plan", _place.FilePath);

        Assert.Matches("tones +0.5s +base +0 +48 +unknown +unknown", plan.Output);
        Assert.Contains("time unknown: of tones no clip that was looked at can be used (data check says why)", plan.Output);
        Assert.Null((double?)(await RowAsync())["hours"]);
    }

    [Fact]
    public async Task A_cache_in_use_can_be_planned()
    {
        Assert.True(Hares.Embed.Cache.CacheLock.TryAcquire(_place.Cache, TimeProvider.System, out var held, out _));
        using (held) Assert.Equal(ExitCode.Done, await _place.RunAsync("plan"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{ \"embedding\": 5 }")]
    [InlineData("no JSON")]
    public async Task Results_that_cannot_be_read_cost_the_estimate_only(string results)
    {
        await _place.RunAsync();
        File.WriteAllText(Path.Combine(_place.Latest, "results.json"), results);
        Directory.Delete(_place.Cache, recursive: true);

        var plan = await CapturedRun.OfAsync("plan", _place.FilePath);

        Assert.Equal(ExitCode.Done, plan.Code);
        Assert.Contains("time unknown before the first run", plan.Output);
    }

    private void Finished(string stamp, EmbeddingTotals embedding)
    {
        var folder = Path.Combine(Path.GetDirectoryName(_place.Latest)!, stamp);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "results.json"), ResultsJson.Text(new RunResults
        {
            Pipeline = "test",
            Started = default,
            Finished = default,
            Encoders = [],
            Embedding = embedding,
            Stages = [],
        }));
    }

    private async Task<JsonNode> RowAsync() =>
        JsonNode.Parse((await CapturedRun.OfAsync("plan", _place.FilePath, "--json")).Output)!["rows"]![0]!;
}
