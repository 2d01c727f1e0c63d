using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Weights;

[Collection("native")]
public sealed class WeightsLoaderTests
{
    [Fact]
    public void Written_weights_are_loaded_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        using var source = Random(seed: 1);
        using var target = Random(seed: 2);
        WeightsLoader.Load(target, Written(WeightsLoader.State(source)), "byol-a-cnn");
        var expected = WeightsLoader.State(source);
        Assert.All(WeightsLoader.State(target), pair => Assert.Equal(expected[pair.Key].bytes.ToArray(), pair.Value.bytes.ToArray()));
    }

    [Fact]
    public void The_training_counter_of_batch_normalisation_is_neither_needed_nor_refused()
    {
        using var scope = NewDisposeScope();
        using var network = Random(seed: 1);
        var state = WeightsLoader.State(network);
        state["features.1.num_batches_tracked"] = zeros(1);
        WeightsLoader.Load(network, Written(state), "byol-a-cnn");
    }

    [Theory]
    [InlineData("module.", "module.fc.9.num_batches_tracked")]
    [InlineData("model.", "criterion.weight")]
    [InlineData("module.model.encoder.", "module.model.projector.weight")]
    public void What_a_larger_module_puts_before_the_names_is_taken_off_and_its_other_parts_are_passed_over(string prefix, string other)
    {
        using var scope = NewDisposeScope();
        using var source = Random(seed: 1);
        using var target = Random(seed: 2);
        var state = WeightsLoader.State(source).ToDictionary(pair => prefix + pair.Key, pair => pair.Value);
        state[other] = zeros(2);
        WeightsLoader.Load(target, Written(state), "byol-a-cnn");
        Assert.Equal(WeightsLoader.State(source)["fc.0.weight"].bytes.ToArray(), WeightsLoader.State(target)["fc.0.weight"].bytes.ToArray());
    }

    [Fact]
    public void A_part_that_the_network_does_not_have_is_refused_under_its_prefix_too()
    {
        using var scope = NewDisposeScope();
        using var network = Random(seed: 1);
        var state = WeightsLoader.State(network).ToDictionary(pair => $"model.{pair.Key}", pair => pair.Value);
        state["model.head.weight"] = zeros(2, 3);
        Assert.EndsWith(
            "unknown head.weight [2, 3]",
            Assert.Throws<WeightsException>(() => WeightsLoader.Load(network, Written(state), "byol-a-cnn")).Message);
    }

    [Fact]
    public void A_network_that_is_there_twice_is_refused()
    {
        using var scope = NewDisposeScope();
        using var network = Random(seed: 1);
        var state = new[] { "online.", "target." }
            .SelectMany(prefix => WeightsLoader.State(network).Select(pair => (prefix + pair.Key, pair.Value)))
            .ToDictionary();
        var e = Assert.Throws<WeightsException>(() => WeightsLoader.Load(network, Written(state), "byol-a-cnn"));
        Assert.EndsWith(
            "the file holds the network 2 times, with 'online.' and 'target.' before its names; save the one to be used alone.",
            e.Message);
    }

    [Fact]
    public void Weights_of_another_network_are_told_as_such_in_a_few_lines()
    {
        using var scope = NewDisposeScope();
        using var network = Random(seed: 1);
        var path = Written(Enumerable.Range(0, 300).ToDictionary(i => $"layers.{i}.kernel", _ => zeros(2)));
        var lines = Assert.Throws<WeightsException>(() => WeightsLoader.Load(network, path, "byol-a-cnn")).Message.Split(Environment.NewLine);
        Assert.Equal($"{path}: no name fits: these look like another network's weights:", lines[0]);
        Assert.Equal(22, lines.Length);
        Assert.Equal("  missing features.0.weight [64, 1, 3, 3]", lines[1]);
        Assert.Equal("  and 302 more", lines[^1]);
    }

    [Fact]
    public void Everything_that_does_not_fit_is_listed_in_one_message()
    {
        using var scope = NewDisposeScope();
        using var network = Random(seed: 1);
        var state = WeightsLoader.State(network);
        state.Remove("fc.0.bias");
        state["fc.3.bias"] = zeros(7);
        state["head.weight"] = zeros(2, 3);
        var path = Written(state);
        var e = Assert.Throws<WeightsException>(() => WeightsLoader.Load(network, path, "byol-a-cnn"));
        Assert.StartsWith(path, e.Message);
        Assert.Contains("missing fc.0.bias [512]", e.Message);
        Assert.Contains("unknown head.weight [2, 3]", e.Message);
        Assert.Contains("fc.3.bias is [7] and should be [512]", e.Message);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Weights_that_are_not_finite_are_refused_by_name(float bad)
    {
        using var scope = NewDisposeScope();
        using var network = Random(seed: 1);
        var state = WeightsLoader.State(network);
        state["fc.0.bias"] = full(512, bad);
        var path = Written(state);
        var e = Assert.Throws<WeightsException>(() => WeightsLoader.Load(network, path, "byol-a-cnn"));
        Assert.Equal($"{path}: tensor 'fc.0.bias' holds numbers that are not finite.", e.Message);
    }

    [Fact]
    public void An_encoder_is_made_from_a_weights_file()
    {
        using var scope = NewDisposeScope();
        using var network = Random(seed: 5);
        var settings = new EncoderSettings { Architecture = "byol-a-cnn", Dimension = 512, Seed = 5 };
        using var random = EncoderCatalogue.Create(settings, "cpu");
        using var loaded = EncoderCatalogue.Create(settings with { WeightsPath = Written(WeightsLoader.State(network)), Seed = 0 }, "cpu");
        var windows = Some.LogMel(1, 96, 64);
        Assert.Equal(random.Embed(windows, 96)[0], loaded.Embed(windows, 96)[0]);
    }

    [Fact]
    public void An_export_replaces_its_file_and_touches_no_other()
    {
        var folder = Directory.CreateDirectory(Some.TemporaryFile()).FullName;
        var (path, other) = (Path.Combine(folder, "x.safetensors"), Path.Combine(folder, "x.safetensors.tmp"));
        File.WriteAllText(path, "old");
        File.WriteAllText(other, "the user's");
        var tensors = EncoderCatalogue.Export(new() { Architecture = "byol-a-cnn", Dimension = 512 }, path);
        using (var written = TensorFile.Open(path))
            Assert.Equal(tensors, written.Tensors.Count);
        Assert.Equal("the user's", File.ReadAllText(other));
        Assert.Equal([path, other], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Weights_replaced_since_they_were_identified_are_not_loaded()
    {
        using var scope = NewDisposeScope();
        using var first = Random(seed: 1);
        using var second = Random(seed: 2);
        var settings = new EncoderSettings { Architecture = "byol-a-cnn", Dimension = 512, WeightsPath = Written(WeightsLoader.State(first)) };
        var identity = EncoderCatalogue.Identify(settings, "front end");
        EncoderCatalogue.Create(settings, "cpu").Dispose();

        var written = File.GetLastWriteTimeUtc(settings.WeightsPath);
        File.Move(Written(WeightsLoader.State(second)), settings.WeightsPath, overwrite: true);
        File.SetLastWriteTimeUtc(settings.WeightsPath, written);
        var e = Assert.Throws<WeightsException>(() => EncoderCatalogue.Create(settings, "cpu"));
        Assert.Equal(
            $"{settings.WeightsPath}: the file changed while the run started, between its identification and its loading; start the run again.",
            e.Message);
        Assert.NotEqual(identity, EncoderCatalogue.Identify(settings, "front end"));
        EncoderCatalogue.Create(settings, "cpu").Dispose();
    }

    private static ByolACnn Random(int seed)
    {
        var network = new ByolACnn(512);
        RandomWeights.Fill(network, seed);
        return network;
    }

    private static string Written(Dictionary<string, Tensor> state)
    {
        var path = Some.TemporaryFile();
        SafetensorsWriter.Write(path, [.. state.Select(pair => (pair.Key, pair.Value))]);
        return path;
    }
}
