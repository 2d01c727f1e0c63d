using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;

namespace Hares.Pipeline.Tests.Support;

/// <summary>A folder with a small corpus and a pipeline file, in which the real program is run, in this process.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Workplace(int clips = 48)
    {
        ToneCorpus.Write(_folder.File("tones"), clips);
        Write(Pipeline());
    }

    public string FilePath => _folder.File("pipeline.json");

    public string Tones => _folder.File("tones");

    public string Cache => _folder.File("cache");

    public string Latest => _folder.File("runs/test/latest");

    /// <summary>The pipeline file that is written at first: two tasks on the tones, the log-mel baseline, protocol quick.</summary>
    public static JsonObject Pipeline() => JsonNode.Parse("""
        {
          "name": "test",
          "datasets": { "tones": { "path": "tones", "tasks": {
            "pitch": { "label": "pitch", "window": 0.5 },
            "parity": { "label": "parity", "window": 0.5 } } } },
          "tasks": ["tones/pitch", "tones/parity"],
          "encoders": [ { "name": "base", "architecture": "log-mel-statistics" } ],
          "embed": { "threads": 2 },
          "probe": { "protocol": "quick" }
        }
        """)!.AsObject();

    public void Write(JsonObject pipeline) => File.WriteAllText(FilePath, pipeline.ToJsonString());

    /// <summary>Runs a verb on the pipeline file and gives the exit code.</summary>
    public Task<int> RunAsync(string verb = "run", params string[] more) => CommandLine.RunAsync([verb, FilePath, .. more]);

    public JsonObject Results() => JsonNode.Parse(File.ReadAllText(Path.Combine(Latest, "results.json")))!.AsObject();

    public string Failures() => File.ReadAllText(Path.Combine(Latest, "failures.csv"));

    public void Dispose() => _folder.Dispose();
}
