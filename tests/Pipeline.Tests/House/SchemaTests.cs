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

    [Fact]
    public void Every_pipeline_in_the_repository_can_be_read()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "pipelines"), "*.json").Where(file => file != SchemaFile).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => PipelineReader.Read(file));
    }
}
