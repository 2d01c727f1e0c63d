using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>How a run is carried out changes nothing it finds.</summary>
[Collection("native")]
public sealed class DeterminismTests : IDisposable
{
    private readonly Workplace _place = new(clips: 24);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Threads_batches_and_devices_change_neither_embeddings_nor_scores()
    {
        var (embeddings, scores) = await RunAsync(threads: 1, batch: 1, devices: 1);

        foreach (var (threads, batch, devices) in new[] { (4, 1, 1), (1, 32, 1), (2, 4, 2) })
        {
            var (others, otherScores) = await RunAsync(threads, batch, devices);
            Assert.Equal(devices, (int)_place.Results()["stages"]!.AsArray().Single(stage => (string)stage!["name"]! == "embed")!["parallelism"]!);

            Assert.Equal(embeddings.Keys.Order(), others.Keys.Order());
            Assert.All(embeddings, row =>
            {
                Assert.NotEmpty(row.Value);
                Assert.All(row.Value.Zip(others[row.Key]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
            });
            Assert.Equal(scores, otherScores);
        }
    }

    private async Task<(Dictionary<(string Folder, string Clip, int View, int Window), float[]> Embeddings, List<string> Scores)> RunAsync(
        int threads, int batch, int devices)
    {
        var pipeline = Workplace.Pipeline();
        pipeline["encoders"]!.AsArray().Add(new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn", ["dimension"] = 512 });
        pipeline["datasets"]!["tones"]!["tasks"]!["parity"]!["window"] = 0.2;
        var names = new JsonArray([.. Enumerable.Range(0, devices).Select(_ => JsonValue.Create("cpu"))]);
        pipeline["embed"] = new JsonObject { ["threads"] = threads, ["batch"] = batch, ["device"] = names };
        pipeline["output"] = new JsonObject { ["cache"] = $"cache-{threads}-{batch}-{devices}" };
        _place.Write(pipeline);
        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--progress", "none"));

        var scores = _place.Results()["encoders"]!.AsArray().SelectMany(encoder =>
            encoder!["tasks"]!.AsArray().Select(task => $"{encoder["name"]} {task!["task"]} {task["score"]} {task["interval"]} {task["perFold"]}"));
        return (await CacheContent.RowsAsync($"{_place.Cache}-{threads}-{batch}-{devices}"), [.. scores]);
    }
}
