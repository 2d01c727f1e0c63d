using Hares.Pipeline.Commands;
using Hares.Pipeline.Runs;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>What --only and --encoder leave of a file.</summary>
public sealed class RunInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"hares\"")]
    [InlineData("\"notes/pitch\", \"hares\"")]
    public void Hares_is_the_twelve_for_the_command_line_as_for_the_file(string tasks) =>
        Assert.Equal(TaskCatalogue.Names, Read(tasks, "hares"));

    [Fact]
    public void Beside_the_twelve_others_can_be_named() =>
        Assert.Equal([.. TaskCatalogue.Names, "notes/pitch"], Read("\"hares\", \"notes/pitch\"", "notes/pitch", "hares"));

    [Fact]
    public void Where_the_file_has_only_some_of_the_twelve_it_has_no_hares()
    {
        var fault = Assert.Throws<UsageException>(() => Read("\"esc-50\", \"tut18\"", "hares"));

        Assert.Equal("--only: the file has no 'hares'; known are esc-50, tut18.", fault.Message);
    }

    private IReadOnlyList<string> Read(string tasks, params string[] only)
    {
        _folder.Write("notes/clips.csv", "path,split,pitch\n");
        var file = _folder.Write(
            "pipeline.json",
            """{ "name": "own", "datasets": { "notes": { "path": "notes", "tasks": { "pitch": { "label": "pitch", "window": 1 } } } }, """
            + $$""" "tasks": [{{tasks}}], "encoders": [ { "name": "net", "architecture": "byol-a-cnn" } ] }""");
        return RunInputs.Read(new RunOptions { File = file, Tasks = only }).Tasks;
    }
}
