using System.Text.Json.Nodes;
using Hares.Pipeline.Configuration;
using Hares.Pipeline.Report;

namespace Hares.Pipeline.Tests.House;

public class SchemaTests
{
    private static string SchemaFile => Path.Combine(Repository.Root, "pipelines", "pipeline.schema.json");

    /// <summary>With HARES_WRITE_SCHEMA set, the file is written anew first: the way to update it.</summary>
    [Fact]
    public void The_schema_editors_use_is_what_the_reader_accepts()
    {
        if (Environment.GetEnvironmentVariable("HARES_WRITE_SCHEMA") is not null)
            File.WriteAllText(SchemaFile, ResultsJson.Text(PipelineReader.Schema()));

        var written = JsonNode.Parse(File.ReadAllText(SchemaFile));

        Assert.True(JsonNode.DeepEquals(written, PipelineReader.Schema()), "run the tests once with HARES_WRITE_SCHEMA=1 to write the schema anew");
    }

    [Theory]
    [InlineData("name", "Own")]
    [InlineData("encoders.items.properties.name", "my encoder")]
    [InlineData("datasets.propertyNames", "Mine")]
    [InlineData("datasets.additionalProperties.properties.tasks.propertyNames", "pitch/low")]
    [InlineData("tasks.items.anyOf.1", "mine")]
    [InlineData("embed.properties.memory", "0GiB")]
    [InlineData("data.properties.root", " ")]
    public void What_the_reader_refuses_an_editor_underlines(string place, string text)
    {
        var rule = place.Split('.').Aggregate(
            PipelineReader.Schema()["properties"]!, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);

        Assert.DoesNotMatch((string)rule["pattern"]!, text);
    }

    [Fact]
    public void Of_tasks_and_official_datasets_an_editor_knows_the_names()
    {
        var schema = PipelineReader.Schema()["properties"]!;

        Assert.Contains("hares", schema["tasks"]!["items"]!["anyOf"]![0]!["enum"]!.AsArray().Select(name => (string)name!));
        Assert.Contains("nsynth", schema["data"]!["properties"]!["paths"]!["propertyNames"]!["enum"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public void Every_pipeline_in_the_repository_can_be_read()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "pipelines"), "*.json").Where(file => file != SchemaFile).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => PipelineReader.Read(file));
    }
}
