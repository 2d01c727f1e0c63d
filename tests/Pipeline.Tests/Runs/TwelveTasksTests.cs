using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>The whole benchmark on the synthetic corpora, in the real program: under both protocols, whole, and killed and resumed.</summary>
[Collection("native")]
[Trait("Category", "Slow")]
public sealed class TwelveTasksTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(12);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_twelve_run_under_both_protocols_and_kills_change_no_score()
    {
        foreach (var protocol in new[] { "quick", "hares" })
        {
            var whole = await RunAsync(protocol, "whole");
            await KillAsync(protocol, $"killed-{protocol}");
            var resumed = await RunAsync(protocol, $"killed-{protocol}");

            AssertWhole(whole);
            AssertWhole(resumed);
            Assert.Equal(Scores(whole), Scores(resumed));
            Assert.NotEqual(0, (int)resumed["embedding"]!["reused"]!);
            output.WriteLine($"{protocol}, resumed with {resumed["embedding"]!.ToJsonString()}: {string.Join("; ", Scores(whole))}");
        }
    }

    /// <summary>Starts on a cache of its own, and is killed while it embeds (under protocol hares clips and their views), several times.</summary>
    private async Task KillAsync(string protocol, string cache)
    {
        Write(protocol, cache);
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var run = new HaresProcess("run", _folder.File($"{cache}.json"), "--progress", "none");
            await run.UntilAsync(() => CacheContent.Parts(_folder.File(cache)).Count >= 2 * kill);
            await Task.Delay(_random.Next(200), TestContext.Current.CancellationToken);
            Assert.True(await run.KillAsync(), await run.ErrorAsync());
        }
        Assert.Equal(protocol == "hares", CacheContent.Parts(_folder.File(cache)).Any(IsOfViews));

        static bool IsOfViews(string part) => part.Contains("-augmented-", StringComparison.Ordinal) || part.Contains("-mixed-", StringComparison.Ordinal);
    }

    private async Task<JsonObject> RunAsync(string protocol, string cache)
    {
        Write(protocol, cache);
        using var run = new HaresProcess("run", _folder.File($"{cache}.json"), "--progress", "none", "--json");
        Assert.True(await run.ExitAsync() == ExitCode.Done, await run.ErrorAsync());
        return JsonNode.Parse(await run.OutputAsync())!.AsObject();
    }

    private void Write(string protocol, string cache) => _folder.Write($"{cache}.json", $$"""
        {
          "name": "{{cache}}",
          "data": { "root": "synthetic", "synthetic": true, "allowPartial": true },
          "tasks": [ "hares" ],
          "encoders": [ { "name": "log-mel", "architecture": "log-mel-statistics" } ],
          "embed": { "flushSeconds": 0.1 },
          "probe": { "protocol": "{{protocol}}"{{(protocol == "hares" ? ", \"steps\": 200, \"views\": 1" : "")}} },
          "output": { "cache": "{{cache}}" }
        }
        """);

    private static void AssertWhole(JsonObject results)
    {
        var encoder = results["encoders"]![0]!;
        var tasks = encoder["tasks"]!.AsArray();
        Assert.Equal(TaskCatalogue.Names, tasks.Select(task => (string)task!["task"]!));
        Assert.All(tasks, task =>
        {
            Assert.Null((string?)task!["failure"]);
            Assert.True((bool)task["synthetic"]!);
            Assert.InRange((double)task["score"]!, 0, 1);
            Assert.Equal(0, (int)task["skipped"]!);
        });
        Assert.Null((double?)encoder["hares"]);
        Assert.InRange((double)encoder["ofParts"]!["hares"]!, 0.1, 0.9);
    }

    private static IEnumerable<string> Scores(JsonObject results) =>
        results["encoders"]![0]!["tasks"]!
            .AsArray()
            .Select(task => $"{task!["task"]} {task["score"]} {task["interval"]} {task["train"]} {task["test"]}");
}
