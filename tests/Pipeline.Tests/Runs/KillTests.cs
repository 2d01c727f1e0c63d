using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>
/// kill -9 again and again, at random moments of starting up, embedding, writing and probing; each time the same command is given again.
/// A cache that is finished meanwhile is compared with an uninterrupted run's, and another one is begun.
/// </summary>
[Collection("native")]
[Trait("Category", "Slow")]
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 30;
    private const int Clips = 240;
    private const int Rows = 2 * Clips;

    private readonly Workplace _place = new(Clips);
    private readonly Random _random = new(20211112);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Thirty_kills_in_a_row_cost_nothing_that_was_written_and_change_no_result()
    {
        _place.Write(Pipeline());
        var whole = await UninterruptedAsync(cachedBefore: 0);
        var (kills, atWork, rounds) = (0, 0, 0);
        while (kills < Kills)
        {
            Directory.Delete(_place.Cache, recursive: true);
            rounds++;
            var cached = new Snapshot([], []);
            while (kills < Kills && cached.Rows.Count < Rows)
            {
                if (await KillOneAsync(kills % 6)) kills++;
                cached = await LookAsync(cached);
                if (cached.Rows.Count < Rows) atWork++;
            }
            var resumed = await UninterruptedAsync(cached.Rows.Count);
            AssertSame(whole, resumed);
        }

        output.WriteLine($"{kills} kills over {rounds} caches, {atWork} of them with clips left to embed");
        Assert.InRange(atWork, Kills / 2, Kills);
    }

    /// <summary>Starts the program and kills it at a moment of the kind wanted.</summary>
    private async Task<bool> KillOneAsync(int kind)
    {
        var wanted = CacheContent.Parts(_place.Cache).Count + _random.Next(1, 4);
        var previous = NewestRun();
        using var run = new HaresProcess("run", _place.FilePath, "--progress", "none");
        switch (kind)
        {
            case 0: // starting up
                await PauseAsync(900);
                break;
            case 1: // a part is being written
                await run.UntilAsync(() => CacheContent.Parts(_place.Cache).Count >= wanted);
                await run.UntilAsync(() => CacheContent.Temporary(_place.Cache).Count > 0);
                break;
            case 5: // probing
                await run.UntilAsync(() => NewestRun() != previous && Log(NewestRun()).Contains("\"Score\"", StringComparison.Ordinal));
                break;
            default: // embedding
                await run.UntilAsync(() => CacheContent.Parts(_place.Cache).Count >= wanted);
                await PauseAsync(150);
                break;
        }
        return await run.KillAsync();
    }

    /// <summary>What is cached after a kill: all of what was there before, untouched, and no window twice.</summary>
    private async Task<Snapshot> LookAsync(Snapshot before)
    {
        var now = new Snapshot(CacheContent.Parts(_place.Cache), [.. (await CacheContent.RowsAsync(_place.Cache)).Keys]);
        Assert.Empty(before.Parts.Except(now.Parts));
        Assert.Empty(before.Rows.Except(now.Rows));
        return now;
    }

    private async Task<Outcome> UninterruptedAsync(int cachedBefore)
    {
        using var run = new HaresProcess("run", _place.FilePath, "--progress", "none");
        Assert.Equal(ExitCode.Done, await run.ExitAsync());

        var results = _place.Results();
        Assert.Equal((Rows - cachedBefore, cachedBefore), ((int)results["embedding"]!["computed"]!, (int)results["embedding"]!["reused"]!));
        Assert.Empty(CacheContent.Strangers(_place.Cache));
        var rows = await CacheContent.RowsAsync(_place.Cache);
        Assert.Equal(Rows, rows.Count);
        return new Outcome(rows, results["encoders"]!.AsArray());
    }

    private static void AssertSame(Outcome expected, Outcome actual)
    {
        foreach (var (key, embedding) in expected.Embeddings)
        {
            Assert.InRange(embedding.Length, 1, actual.Embeddings[key].Length);
            Assert.All(embedding.Zip(actual.Embeddings[key]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
        Assert.Equal(Scores(expected.Encoders), Scores(actual.Encoders));
    }

    private static IEnumerable<string> Scores(JsonArray encoders) => encoders.SelectMany(encoder => encoder!["tasks"]!.AsArray().Select(task =>
        $"{encoder["name"]} {encoder["key"]} {task!["task"]} {task["score"]} {task["interval"]} {task["perFold"]} {task["train"]} {task["test"]} "
        + $"{task["skipped"]}"));

    private string NewestRun() =>
        Directory.GetDirectories(Path.GetDirectoryName(_place.Latest)!).Where(run => Path.GetFileName(run) != "latest").Max(StringComparer.Ordinal)!;

    private static string Log(string run)
    {
        var path = Path.Combine(run, "log.jsonl");
        if (!File.Exists(path)) return "";
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private Task PauseAsync(int mostMilliseconds) => Task.Delay(_random.Next(mostMilliseconds), TestContext.Current.CancellationToken);

    /// <summary>Small batches and frequent parts, so that there is always something half done.</summary>
    private static JsonObject Pipeline()
    {
        var pipeline = Workplace.Pipeline();
        pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn", ["dimension"] = 512 });
        pipeline["embed"] = new JsonObject { ["threads"] = 2, ["batch"] = 4, ["flushSeconds"] = 0.1 };
        return pipeline;
    }

    private sealed record Snapshot(IReadOnlyList<string> Parts, IReadOnlyList<(string Folder, string Clip, int View, int Window)> Rows);

    private sealed record Outcome(Dictionary<(string Folder, string Clip, int View, int Window), float[]> Embeddings, JsonArray Encoders);
}
