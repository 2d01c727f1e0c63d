using System.Text.Json.Nodes;
using Hares.Pipeline.Configuration;

namespace Hares.Pipeline.Tests.House;

public class SchemaTests
{
    private static string SchemaFile => Path.Combine(Repository.Root, "pipelines", "pipeline.schema.json");

    [Fact]
    public void The_schema_editors_use_is_what_the_reader_accepts()
    {
        var written = JsonNode.Parse(File.ReadAllText(SchemaFile));

        Assert.True(JsonNode.DeepEquals(written, PipelineReader.Schema()),
            $"{SchemaFile} differs from the code; it should be\n{PipelineReader.Schema()}");
    }

    [Fact]
    public void Every_pipeline_in_the_repository_can_be_read()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "pipelines"), "*.json").Where(file => file != SchemaFile).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => PipelineReader.Read(file));
    }
}
