using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Runs;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>Probes whose embeddings are larger than the memory they may take.</summary>
[Collection("native")]
public sealed class LargeProbeTests : IDisposable
{
    private readonly Workplace _place = new(clips: 72);

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("hares")]
    [InlineData("quick")]
    public async Task Embeddings_in_a_file_score_as_those_in_memory_and_leave_nothing(string protocol)
    {
        Write(protocol, memory: "4GiB");
        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--progress", "none"));
        var (inMemory, quiet) = (_place.Results()["encoders"]!, Log());
        Write(protocol, memory: "2MiB");

        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--progress", "none"));

        Assert.True(JsonNode.DeepEquals(inMemory, _place.Results()["encoders"]!));
        Assert.DoesNotContain("temporary file", quiet);
        Assert.Contains("2580480", Log()); // 72 clips x 56 windows x 160 features x 4 bytes
        Assert.Empty(CacheContent.Strangers(_place.Cache));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_cleared_up_by_the_next()
    {
        Directory.CreateDirectory(_place.Cache);
        File.WriteAllText(ProbeFiles.NewPath(_place.Cache), "left over");

        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--progress", "none"));

        Assert.Empty(CacheContent.Strangers(_place.Cache));
    }

    [Fact]
    public async Task Copies_that_the_machine_cannot_hold_fail_the_task_before_an_embedding_is_read()
    {
        var file = PipelineReader.Read(_place.FilePath);
        var task = new TaskLoader(file).Load("tones/pitch");
        using var plan = await new EmbeddingPlanner(_place.Cache, 0, readOnly: true, Serilog.Core.Logger.None)
            .PlanAsync([task], EncoderRuns.Of(file, new FaultList()), TestContext.Current.CancellationToken);
        var job = plan.Probe(plan.Sets[0].Encoder, task);
        foreach (var clip in task.Clips) job.Set.Settle(clip, windows: 2); // as if the cache held them
        using var memory = new MemoryGate(file.Embed.MemoryBytes);

        var outcome = await new TaskProbe(file, memory, machineBytes: 100_000, Serilog.Core.Logger.None)
            .RunAsync(job, TestContext.Current.CancellationToken);

        Assert.Equal(
            "Its probe needs 2 copies in memory of 90 KiB of embeddings, and the machine has 97.66 KiB; protocol hares can read them from a file.",
            outcome.Result.Failure);
    }

    private void Write(string protocol, string memory)
    {
        var pipeline = Some.FineWindows(Workplace.Pipeline(), memory);
        pipeline["probe"] = new JsonObject { ["protocol"] = protocol };
        if (protocol == "hares") pipeline["probe"]!["steps"] = 100;
        _place.Write(pipeline);
    }

    private string Log() => File.ReadAllText(Path.Combine(_place.Latest, "log.jsonl"));
}
