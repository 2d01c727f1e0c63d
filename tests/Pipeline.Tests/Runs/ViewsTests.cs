using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>Augmented views: embedded for training clips only, cached apart, reused, scored on clips as they are.</summary>
[Collection("native")]
public sealed class ViewsTests : IDisposable
{
    private readonly Workplace _place = new(clips: 24);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Training_clips_get_their_views_in_a_folder_of_their_own()
    {
        Assert.Equal(ExitCode.Done, await RunAsync(views: 2));

        var rows = await CacheContent.RowsAsync(_place.Cache);
        var folders = rows.Keys.GroupBy(row => Path.GetFileName(row.Folder)).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal(["0.5s", "0.5s-augmented-v1-seed0"], folders.Keys.Order());
        Assert.Equal(24, folders["0.5s"].Count);
        Assert.All(folders["0.5s"], row => Assert.Equal(0, row.View));
        Assert.Equal(
            [(1, 12), (2, 12)], folders["0.5s-augmented-v1-seed0"].CountBy(row => row.View).Select(count => (count.Key, count.Value)).Order());
        Assert.Equal(12, folders["0.5s-augmented-v1-seed0"].Select(row => row.Clip).Intersect(TrainingClips()).Count());
    }

    [Fact]
    public async Task Views_of_a_clip_differ_from_it_and_from_each_other()
    {
        await RunAsync(views: 2);

        var rows = await CacheContent.RowsAsync(_place.Cache);
        Assert.All(rows.GroupBy(row => row.Key.Clip).Where(views => views.Count() == 3), views =>
            Assert.Equal(3, views.Select(view => string.Join(' ', view.Value)).Distinct().Count()));
    }

    [Fact]
    public async Task More_views_later_embed_only_the_new_ones()
    {
        await RunAsync(views: 1);

        Assert.Equal(ExitCode.Done, await RunAsync(views: 3));

        var embedding = _place.Results()["embedding"]!;
        Assert.Equal((24, 36), ((int)embedding["computed"]!, (int)embedding["reused"]!));
    }

    [Fact]
    public async Task Another_seed_makes_other_views_and_keeps_the_clips()
    {
        await RunAsync(views: 1);

        Assert.Equal(ExitCode.Done, await RunAsync(views: 1, seed: 7));

        var embedding = _place.Results()["embedding"]!;
        Assert.Equal((12, 24), ((int)embedding["computed"]!, (int)embedding["reused"]!));
    }

    [Fact]
    public async Task A_clip_that_cannot_be_used_is_reported_once_an_encoder_and_not_once_a_view()
    {
        File.WriteAllText(Path.Combine(_place.Tones, "audio", "0000.wav"), "no audio");

        await RunAsync(views: 3);

        Assert.Equal(2, _place.Failures().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private Task<int> RunAsync(int views, int seed = 0)
    {
        var pipeline = Workplace.Pipeline();
        pipeline["seed"] = seed;
        pipeline["data"] = new JsonObject { ["skipLimit"] = 0.5 };
        pipeline["probe"]!["views"] = views;
        _place.Write(pipeline);
        return _place.RunAsync("run", "--progress", "none");
    }

    private IEnumerable<string> TrainingClips() =>
        File.ReadLines(Path.Combine(_place.Tones, "clips.csv"))
            .Where(line => line.Contains(",train,", StringComparison.Ordinal))
            .Select(line => line.Split(',')[0]);
}
