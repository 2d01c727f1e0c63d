using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>AudioSet's mixed views: training clips mixed with training clips, cached apart, embedded anew when either file changes.</summary>
[Collection("native")]
public sealed class MixedViewsTests : IDisposable
{
    private const int Train = 12, Test = 6;

    private readonly Workplace _place = new(clips: 0);

    public MixedViewsTests() => AudioSetTones.Write(Folder, Train, Test);

    private string Folder => Path.Combine(Path.GetDirectoryName(_place.FilePath)!, "audioset");

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Training_clips_get_mixed_views_in_a_folder_that_names_their_list_and_the_probe_learns_from_them()
    {
        Assert.Equal(ExitCode.Done, await RunAsync(views: 2));

        var views = await ViewsAsync();
        Assert.Matches("^3s-x10-mixed-v1-seed0-[0-9a-f]{8}$", Assert.Single(views.Keys.Select(row => Path.GetFileName(row.Folder)).Distinct()));
        Assert.Equal([(1, Train), (2, Train)], views.Keys.CountBy(row => row.View).Select(count => (count.Key, count.Value)).Order());
        Assert.DoesNotContain(views.Keys, row => row.Clip.StartsWith("eval", StringComparison.Ordinal));
        var probe = Task()["probe"]!;
        Assert.Equal((1, 0), ((int)probe["settings"]!["mixedViews"]!, (int)probe["settings"]!["mixesExamples"]!));
        Assert.Empty(probe["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Without_views_embeddings_are_mixed_and_under_quick_views_are_not()
    {
        await RunAsync(views: 0);
        Assert.Equal((0, 1), ((int)Task()["probe"]!["settings"]!["mixedViews"]!, (int)Task()["probe"]!["settings"]!["mixesExamples"]!));

        Assert.Equal(ExitCode.Done, await RunAsync(views: 1, protocol: "quick"));

        Assert.Equal(["3s-x10-augmented-v1-seed0"], (await ViewsAsync()).Keys.Select(row => Path.GetFileName(row.Folder)).Distinct());
    }

    [Fact]
    public async Task Threads_batches_and_earlier_runs_change_neither_views_nor_scores()
    {
        await RunAsync(views: 3, embed: new JsonObject { ["threads"] = 1, ["batch"] = 1 });
        var (expected, score) = (await ViewsAsync(), (double)Task()["score"]!);
        Directory.Delete(_place.Cache, recursive: true);

        await RunAsync(views: 1);
        Assert.Equal(ExitCode.Done, await RunAsync(views: 3, embed: new JsonObject { ["threads"] = 4, ["batch"] = 7 }));

        Assert.Equal((2 * Train, Train + Test + Train), Embedded());
        Assert.Equal(score, (double)Task()["score"]!, 1e-6);
        var actual = await ViewsAsync();
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, row => Assert.All(row.Value.Zip(actual[row.Key]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f)));
    }

    [Fact]
    public async Task A_changed_clip_is_embedded_anew_and_so_is_every_view_it_is_heard_in()
    {
        await RunAsync(views: 3);
        const int Changed = 2;
        var partners = Partners();
        var heard = Enumerable.Range(0, Train)
            .Where(clip => clip != Changed)
            .Sum(clip => Enumerable.Range(1, 3).Count(view => partners.Of(clip, view).Clip == Changed));

        Replace("balanced_train_segments", Changed);
        Assert.Equal(ExitCode.Done, await RunAsync(views: 3));

        Assert.NotEqual(0, heard);
        Assert.Equal((1 + 3 + heard, Train + Test + 3 * Train - (1 + 3 + heard)), Embedded());
    }

    [Fact]
    public async Task No_view_changes_with_what_is_heard_in_test_clips()
    {
        await RunAsync(views: 3);
        var before = await ViewsAsync();

        for (var clip = Train; clip < Train + Test; clip++) Replace("eval_segments", clip);
        Assert.Equal(ExitCode.Done, await RunAsync(views: 3));
        Assert.Equal((Test, Train + 3 * Train), Embedded());
        Directory.Delete(_place.Cache, recursive: true);
        await RunAsync(views: 3);

        var after = await ViewsAsync();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, row => Assert.Equal(row.Value, after[row.Key]));
    }

    [Fact]
    public async Task Another_list_of_training_clips_makes_other_views()
    {
        await RunAsync(views: 1);

        AudioSetTones.Write(Folder, Train + 2, Test);
        Assert.Equal(ExitCode.Done, await RunAsync(views: 1));

        var folders = (await ViewsAsync()).Keys.CountBy(row => row.Folder).ToDictionary();
        Assert.Equal([Train, Train + 2], folders.Values.Order());
    }

    [Fact]
    public async Task Views_that_are_mixed_with_a_clip_that_cannot_be_used_are_left_out_and_the_clip_is_told_once()
    {
        const int Broken = 2;
        var partners = Partners(views: 3);
        var left = Enumerable.Range(0, Train)
            .Where(clip => clip != Broken)
            .Sum(clip => Enumerable.Range(1, 3).Count(view => partners.Of(clip, view).Clip == Broken));
        File.WriteAllText(AudioSetTones.ClipPath(Folder, "balanced_train_segments", Broken), "no audio");

        Assert.Equal(ExitCode.Done, await RunAsync(views: 3, skipLimit: 1.5 / (Train + Test)));

        Assert.Equal(2, _place.Failures().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(3 * (Train - 1) - left, (await ViewsAsync()).Count);
        Assert.Equal($"{left} augmented views of training clips are left out: they, or the clips they are mixed with, have no embedding.",
            Task()["probe"]!["warnings"]!
                .AsArray()
                .Select(warning => (string)warning!)
                .Single(warning => warning.Contains("left out", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Kills_lose_no_view_that_was_written_and_change_none()
    {
        AudioSetTones.Write(Folder, train: 120, Test);
        var embed = new JsonObject { ["threads"] = 2, ["batch"] = 4, ["flushSeconds"] = 0.1 };
        Assert.Equal(ExitCode.Done, await RunAsync(views: 4, embed: embed));
        var (expected, score) = (await ViewsAsync(), Task()["score"]!.ToJsonString());
        Directory.Delete(_place.Cache, recursive: true);

        var cached = 0;
        for (var kill = 1; kill <= 4; kill++)
        {
            using var run = new HaresProcess("run", _place.FilePath, "--progress", "none");
            await run.UntilAsync(() => CacheContent.Parts(_place.Cache).Count > kill);
            await run.KillAsync();
            var now = (await CacheContent.RowsAsync(_place.Cache)).Count;
            Assert.InRange(now, cached, int.MaxValue);
            cached = now;
        }
        Assert.Equal(ExitCode.Done, await RunAsync(views: 4, embed: embed));

        Assert.Equal((5 * 120 + Test - cached, cached), Embedded());
        Assert.InRange(cached, 1, 5 * 120);
        Assert.Equal(score, Task()["score"]!.ToJsonString());
        var resumed = await ViewsAsync();
        Assert.Equal(expected.Keys.Order(), resumed.Keys.Order());
        Assert.All(expected, row => Assert.All(row.Value.Zip(resumed[row.Key]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f)));
    }

    private Task<int> RunAsync(int views, string protocol = "hares", JsonObject? embed = null, double skipLimit = 0.5)
    {
        Write(views, protocol, embed ?? new JsonObject { ["threads"] = 2 }, skipLimit);
        return _place.RunAsync("run", "--progress", "none");
    }

    private void Write(int views, string protocol, JsonObject embed, double skipLimit) => _place.Write(new JsonObject
    {
        ["name"] = "test",
        ["data"] = new JsonObject { ["root"] = ".", ["allowPartial"] = true, ["skipLimit"] = skipLimit },
        ["tasks"] = new JsonArray("audioset"),
        ["encoders"] = new JsonArray(new JsonObject { ["name"] = "base", ["architecture"] = "log-mel-statistics" }),
        ["embed"] = embed.DeepClone(),
        ["probe"] = protocol == "quick"
            ? new JsonObject { ["protocol"] = protocol, ["views"] = views }
            : new JsonObject { ["protocol"] = protocol, ["views"] = views, ["steps"] = 600, ["batch"] = 16 },
    });

    private MixingPartners Partners(int views = 3)
    {
        Write(views, "hares", [], skipLimit: 0.5);
        return new TaskLoader(PipelineReader.Read(_place.FilePath)).Load("audioset").Partners!;
    }

    private void Replace(string list, int clip)
    {
        var path = AudioSetTones.ClipPath(Folder, list, clip);
        File.WriteAllBytes(path, ToneCorpus.Wav(ToneCorpus.Tone(clip + 100, 0.5)));
        File.SetLastWriteTimeUtc(path, new DateTime(2031, 2, 3, 4, 5, clip, DateTimeKind.Utc));
    }

    private async Task<Dictionary<(string Folder, string Clip, int View, int Window), float[]>> ViewsAsync() =>
        (await CacheContent.RowsAsync(_place.Cache)).Where(row => row.Key.View > 0).ToDictionary();

    private (int Computed, int Reused) Embedded() =>
        ((int)_place.Results()["embedding"]!["computed"]!, (int)_place.Results()["embedding"]!["reused"]!);

    private JsonNode Task() => _place.Results()["encoders"]![0]!["tasks"]![0]!;
}
