using System.Text.Json.Nodes;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Report;
using Hares.Pipeline.Tests.House;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Configuration;

public sealed class PipelineWriterTests : IDisposable
{
    private const string Smallest = """{ "name": "small", "tasks": ["hares"], "encoders": [ { "name": "net", "architecture": "resnet50" } ] }""";

    private const string Fullest = """
        {
          "name": "own", "seed": 7, "tasks": ["mine/kind", "esc-50"],
          "data": { "root": "corpora", "paths": { "esc-50": "esc" }, "splits": { "tut18": "tut.csv" }, "synthetic": true, "allowPartial": true, "maxClipSeconds": 60.5, "skipLimit": 0.3 },
          "datasets": { "mine": { "path": "mine", "manifest": "../lists/mine.csv", "tasks": { "kind": { "label": "kind", "metric": "roc-auc", "window": 2, "hop": 0.7 } } } },
          "encoders": [
            { "name": "wave", "onnx": "mine.onnx", "sampleRate": 32000, "output": "features", "pooling": "mean+max" },
            { "name": "mel", "torchscript": "mine.pt", "input": "log-mel", "frontEnd": "byol-a", "length": 301 },
            { "name": "byol", "architecture": "byol-a-cnn", "dimension": 512, "mean": -7.1, "standardDeviation": 4.3, "weights": "mine.pt" },
            { "name": "vit", "architecture": "vit-base", "seed": 3, "layer": 9, "pooling": "mean+std" }
          ],
          "embed": { "device": ["cpu", "cpu"], "precision": "bfloat16", "memory": "1536MiB", "threads": 3, "batch": 5, "store": "float16", "flushSeconds": 0.5 },
          "probe": { "protocol": "hares", "seeds": 2, "steps": 900, "warmUp": 10, "batch": 8, "views": 4 },
          "output": { "cache": "kept", "runs": "done" }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public PipelineWriterTests()
    {
        foreach (var model in new[] { "mine.onnx", "mine.pt" }) _folder.Write(model, "");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Smallest)]
    [InlineData(Fullest)]
    public void A_written_file_reads_as_the_one_it_was_written_from(string json)
    {
        var file = PipelineReader.Read(_folder.Write("pipeline.json", json));

        AssertReadsTheSame(file);
    }

    [Theory]
    [InlineData("mini.json")]
    [InlineData("full.json")]
    public void So_do_the_pipelines_that_come_with_the_program(string name) =>
        AssertReadsTheSame(PipelineReader.Read(Path.Combine(Repository.Root, "pipelines", name)));

    [Fact]
    public void Every_key_that_can_be_read_is_written()
    {
        var written = JsonNode.Parse(PipelineWriter.Text(PipelineReader.Read(_folder.Write("pipeline.json", Fullest))))!;

        Assert.Equal(KeysOfSchema(PipelineReader.Schema()).Where(key => key != "$schema").Order(), KeysOf(written).Distinct().Order());
    }

    private void AssertReadsTheSame(PipelineFile file)
    {
        var again = PipelineReader.Read(_folder.Write("elsewhere/pipeline.json", PipelineWriter.Text(file)));

        Assert.Equal(Everything(file), Everything(again));
    }

    private static string Everything(PipelineFile file) => ResultsJson.Text(file with { Path = "" });

    /// <summary>The keys of an object and of those within it, "encoders.name"; names that the user chooses are left out.</summary>
    private static IEnumerable<string> KeysOfSchema(JsonNode schema)
    {
        if ((schema["items"] ?? schema["additionalProperties"] as JsonObject) is { } inner) return KeysOfSchema(inner);
        return (schema["properties"]?.AsObject() ?? [])
            .SelectMany(pair => KeysOfSchema(pair.Value!).Select(key => $"{pair.Key}.{key}").Prepend(pair.Key));
    }

    private static IEnumerable<string> KeysOf(JsonNode? value) => value switch
    {
        JsonArray list => list.SelectMany(KeysOf),
        JsonObject section => section.SelectMany(pair => Within(pair.Key, pair.Value).Select(key => $"{pair.Key}.{key}").Prepend(pair.Key)),
        _ => [],
    };

    private static IEnumerable<string> Within(string key, JsonNode? value) =>
        key is "datasets" or "tasks" or "paths" or "splits" && value is JsonObject named
            ? named.SelectMany(pair => KeysOf(pair.Value))
            : KeysOf(value);
}
