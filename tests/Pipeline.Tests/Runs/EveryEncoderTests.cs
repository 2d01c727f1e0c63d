using System.Text.Json;
using System.Text.Json.Nodes;
using Hares.Embed.Encoders;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.House;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>Every encoder of pipelines/full.json, untrained, on a dozen clips.</summary>
[Collection("native")]
[Trait("Category", "Slow")]
public sealed class EveryEncoderTests : IDisposable
{
    private const int Clips = 12;

    private readonly Workplace _place = new(Clips);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Every_architecture_embeds_every_clip_and_is_scored()
    {
        var encoders = Encoders();
        Assert.Equal(
            EncoderCatalogue.Entries.Select(entry => entry.Name).Order(),
            encoders.Select(encoder => (string)encoder!["architecture"]!).Order());
        var pipeline = Workplace.Pipeline();
        pipeline["encoders"] = encoders.DeepClone();
        _place.Write(pipeline);

        Assert.Equal(ExitCode.Done, await _place.RunAsync("run", "--progress", "none"));

        var embedded = (await CacheContent.RowsAsync(_place.Cache))
            .GroupBy(row => row.Key.Folder)
            .Select(folder => folder.Select(row => row.Value).ToList())
            .ToList();
        Assert.Equal(EncoderCatalogue.Entries.Select(entry => entry.Sizes[0].Dimension).Order(), embedded.Select(clips => clips[0].Length).Order());
        Assert.All(embedded, clips =>
        {
            Assert.Equal(Clips, clips.Count);
            Assert.Equal(Clips, clips.Select(clip => string.Join(' ', clip)).Distinct().Count()); // untrained, but not deaf
        });
        Assert.All(_place.Results()["encoders"]!.AsArray(), encoder =>
            Assert.All(encoder!["tasks"]!.AsArray(), task => Assert.InRange((double)task!["score"]!, 0, 1)));
    }

    private static JsonArray Encoders()
    {
        var file = File.ReadAllText(Path.Combine(Repository.Root, "pipelines", "full.json"));
        return JsonNode.Parse(file, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!["encoders"]!.AsArray();
    }
}
