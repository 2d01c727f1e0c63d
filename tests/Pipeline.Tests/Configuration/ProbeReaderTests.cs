using Hares.Pipeline.Configuration;
using Hares.Pipeline.Tests.Support;
using Hares.Probe;

namespace Hares.Pipeline.Tests.Configuration;

/// <summary>What a probe would refuse is refused when the file is read: after days of embedding it is too late.</summary>
public sealed class ProbeReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"steps\": 100, \"warmUp\": 200", "esc-50", "is 200, but steps is 100; give fewer than that.")]
    [InlineData("\"steps\": 100, \"warmUp\": 100", "voxforge", "is 100, but steps is 100; give fewer than that.")]
    [InlineData("\"warmUp\": 20000", "hares", "is 20000, but magnatagatune trains for 20000 steps; give fewer than that, or steps for all tasks.")]
    [InlineData("\"warmUp\": 200000", "audioset", "is 200000, but audioset trains for 200000 steps; give fewer than that, or steps for all tasks.")]
    [InlineData("\"warmUp\": 400000", "notes/pitch", "is 400000, but notes/pitch trains for 400000 steps; give fewer than that, or steps for all tasks.")]
    public void A_warm_up_as_long_as_the_training_is_a_fault_of_its_key(string probe, string task, string expected)
    {
        var fault = Assert.Throws<PipelineFileException>(() => Read(probe, task));

        Assert.EndsWith($"has 1 fault:\n  line 1, $.probe.warmUp: {expected}", fault.Message);
    }

    [Theory]
    [InlineData("\"steps\": 100, \"warmUp\": 99", "hares")]
    [InlineData("\"warmUp\": 19999", "hares")]
    [InlineData("\"warmUp\": 399999", "notes/pitch")]
    [InlineData("\"warmUp\": 400000", "esc-50")] // a support vector machine, which takes no steps
    public void A_shorter_one_is_not(string probe, string task) => Assert.Empty(Read(probe, task).Probe.Faults());

    [Theory]
    [InlineData("steps")]
    [InlineData("warmUp")]
    [InlineData("batch")]
    public void What_only_the_papers_protocol_has_is_refused_under_quick(string key)
    {
        var fault = Assert.Throws<PipelineFileException>(() => Read($"\"protocol\": \"quick\", \"{key}\": 5", "esc-50"));

        Assert.EndsWith($"has 1 fault:\n  line 1, $.probe.{key}: belongs to protocol hares; quick trains until it has converged.", fault.Message);
    }

    [Fact]
    public void The_greatest_seed_is_the_greatest_that_a_probe_takes()
    {
        Assert.Empty(new ProbeOptions { Seed = ProbeReader.MostSeed }.Faults());
        Assert.NotEmpty(new ProbeOptions { Seed = ProbeReader.MostSeed + 1 }.Faults());
        Assert.Equal(ProbeReader.MostSeed, Read("\"seeds\": 100", "esc-50", ProbeReader.MostSeed).Probe.Seed);
        Assert.Contains(
            "$.seed: is 2147483647; a whole number from 0 to 2147482647 is wanted.",
            Assert.Throws<PipelineFileException>(() => Read("", "esc-50", int.MaxValue)).Message);
    }

    private PipelineFile Read(string probe, string task, int seed = 0)
    {
        _folder.Write("notes/clips.csv", "path,split,pitch\n");
        return PipelineReader.Read(_folder.Write(
            "pipeline.json",
            """{ "name": "own", "datasets": { "notes": { "path": "notes", "tasks": { "pitch": { "label": "pitch", "window": 1 } } } }, """
            + $$""" "seed": {{seed}}, "tasks": ["{{task}}"], "encoders": [ { "name": "net", "architecture": "byol-a-cnn" } ], "probe": { {{probe}} } }"""));
    }
}
