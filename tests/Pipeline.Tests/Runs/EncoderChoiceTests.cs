using System.Text.Json.Nodes;
using Hares.Pipeline.Commands;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Runs;

/// <summary>What a pipeline file may ask of an encoder, through the whole program to the cache and the score.</summary>
[Collection("native")]
public sealed class EncoderChoiceTests : IDisposable
{
    private readonly Workplace _place = new(clips: 24);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_network_on_the_waveform_runs_beside_the_log_mel_baseline()
    {
        Add(new JsonObject { ["name"] = "cpc", ["architecture"] = "bidir-cpc" });

        Assert.Equal(ExitCode.Done, await _place.RunAsync());

        var cpc = _place.Results()["encoders"]![1]!;
        Assert.Equal(1024, (int)cpc["dimension"]!);
        Assert.Equal(36_209_664, (int)cpc["parameters"]!);
        Assert.Equal(48, (int)_place.Results()["embedding"]!["computed"]!);
        Assert.True((double)cpc["tasks"]![0]!["score"]! > 0.5, "three pitches are told apart better than by chance");
    }

    [Fact]
    public async Task Another_pooling_or_storage_is_another_cache_and_stored_numbers_are_rounded()
    {
        var net = new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn", ["dimension"] = 512 };
        Add(net);
        await _place.RunAsync("embed");
        Add(net, ("pooling", "mean+std"));
        await _place.RunAsync("embed");
        Add(net, ("pooling", "mean+max"), store: "float16");
        await _place.RunAsync("embed");

        var rows = await CacheContent.RowsAsync(_place.Cache);
        var byEncoder = rows
            .Where(row => row.Value.Length > 160)
            .GroupBy(row => row.Key.Folder.Split('/')[0])
            .Select(group => group.ToList())
            .ToList();
        Assert.Equal([512, 512, 1024], byEncoder.Select(encoder => encoder[0].Value.Length).Order());
        var rounded = Assert.Single(byEncoder, encoder => encoder.All(row => row.Value.All(value => value == (float)(Half)value)));
        var exact = byEncoder
            .Single(encoder => encoder != rounded && encoder[0].Value.Length == 512)
            .ToDictionary(row => (row.Key.Clip, row.Key.Window), row => row.Value);
        Assert.All(rounded, row => Assert.Equal(exact[(row.Key.Clip, row.Key.Window)].Select(value => (float)(Half)value), row.Value));
    }

    [Fact]
    public async Task Another_precision_is_another_cache_of_the_network_and_not_of_the_baseline()
    {
        var net = new JsonObject { ["name"] = "net", ["architecture"] = "byol-a-cnn", ["dimension"] = 512 };
        Add(net);
        await _place.RunAsync("embed");
        var keys = Keys();
        Add(net, precision: "bfloat16");
        Assert.Equal(ExitCode.Done, await _place.RunAsync("embed"));

        Assert.Equal((24, 24), ((int)_place.Results()["embedding"]!["computed"]!, (int)_place.Results()["embedding"]!["reused"]!));
        Assert.Equal(keys[0], Keys()[0]);
        Assert.NotEqual(keys[1], Keys()[1]);
        Assert.Equal(["float32", "float32", "bfloat16"], Directory.GetFiles(_place.Cache, "encoder.json", SearchOption.AllDirectories)
            .Select(file => (string)JsonNode.Parse(File.ReadAllText(file))!["precision"]!).OrderDescending());

        string[] Keys() => [.. _place.Results()["encoders"]!.AsArray().Select(encoder => (string)encoder!["key"]!)];
    }

    private void Add(JsonObject encoder, (string Key, string Value)? more = null, string store = "float32", string precision = "float32")
    {
        var pipeline = Workplace.Pipeline();
        var chosen = encoder.DeepClone();
        if (more is { } setting)
            chosen[setting.Key] = setting.Value;
        pipeline["encoders"]!.AsArray().Add(chosen);
        pipeline["embed"]!["store"] = store;
        pipeline["embed"]!["precision"] = precision;
        _place.Write(pipeline);
    }
}
