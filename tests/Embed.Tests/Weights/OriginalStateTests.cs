using Hares.Embed.Encoders;
using Hares.Embed.Encoders.EfficientNet;
using Hares.Embed.Encoders.NormalizerFree;
using Hares.Embed.Encoders.SlowFast;
using Hares.Embed.Tests.Support;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Weights;

/// <summary>Whole state dicts as the originals of the convolutional networks save them, heads and front ends included.</summary>
[Collection("native")]
public sealed class OriginalStateTests
{
    [Theory]
    [InlineData("efficientnet-b0", "classifier.1.weight", "classifier.1.bias", "features.0.1.num_batches_tracked")]
    [InlineData("resnet50", "fc.weight", "fc.bias", "bn1.num_batches_tracked")]
    [InlineData("slowfast-resnet50", "head.projection.weight", "head.projection.bias")]
    public void An_original_loads_with_all_that_no_embedding_depends_on(string name, params string[] unused) =>
        AssertLoads(name, GoldenNetwork.Read(name), unused);

    [Fact]
    [Trait("Category", "Slow")]
    public void So_does_that_of_PANNs_with_its_front_end() =>
        AssertLoads("cnn14", GoldenNetwork.Read("cnn14"), "spectrogram_extractor.stft.conv_real.weight", "logmel_extractor.melW");

    /// <summary>
    /// What numpy.savez makes of Haiku's parameters: modules have the names of their classes, in the order they are made, the fast pathway first.
    /// </summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("nfnet-f0", "nfnet/", "NFNet/", "NFNet/~/linear/w", "NFNet/~/linear/b")]
    [InlineData("slowfast-nfnet-f0", "/nfnet/", "/NFNet_1/")]
    public void So_does_an_npz_of_Haiku(string name, string parity, string haiku, params string[] unused)
    {
        var golden = GoldenNetwork.Read(name);
        var renamed = golden.Parameters.Select(parameter => parameter with { Name = Haiku(parameter.Name!) });
        AssertLoads(name, golden with { Parameters = [.. renamed] }, NpzBytes.Write, unused);

        string Haiku(string key)
        {
            var parts = key.Replace(parity, haiku, StringComparison.Ordinal).Replace("/nfnet_1/", "/NFNet/", StringComparison.Ordinal).Split('/');
            return $"{string.Join("/~/", parts[..^1])}/{parts[^1]}";
        }
    }

    [Theory]
    [InlineData("efficientnet-b0", "features.8.1.running_var", "1280")]
    [InlineData("resnet50", "layer4.0.downsample.0.weight", "2048, 1024, 1, 1")]
    [InlineData("cnn14", "fc1.bias", "2048")]
    public void An_original_that_lacks_a_tensor_is_refused_by_its_name(string name, string lacking, string shape)
    {
        using var scope = NewDisposeScope();
        using var network = New(name);
        var complete = GoldenNetwork.Read(name).Parameters.Select(parameter => (parameter.Name!, zeros(parameter.Shape)));
        WithFile(complete.Where(tensor => tensor.Item1 != lacking), path =>
        {
            var e = Assert.Throws<WeightsException>(() => WeightsLoader.Load(network, path, name));
            Assert.Equal($"{path}: the weights do not fit the network:{Environment.NewLine}  missing {lacking} [{shape}]", e.Message);
        });
    }

    private static void AssertLoads(string name, GoldenNetwork golden, params string[] unused) =>
        AssertLoads(name, golden, SafetensorsWriter.Write, unused);

    private static void AssertLoads(string name, GoldenNetwork golden, Action<string, IReadOnlyList<(string, Tensor)>> write, params string[] unused)
    {
        using var scope = NewDisposeScope();
        using var network = New(name);
        var parameters = golden.Parameters.Select(parameter => (parameter.Name!, tensor(parameter.Values(), parameter.Shape)));
        WithFile([.. parameters, .. unused.Select(head => (head, zeros(2, 3)))], path => WeightsLoader.Load(network, path, name), write);
        network.eval();
        // Without the one channel.
        long[] sizes = [.. golden.Input.Shape.Where((_, dimension) => dimension != (name.EndsWith("nfnet-f0", StringComparison.Ordinal) ? 3 : 1))];
        var output = Forward.Of(network, golden.Input.Values(), (int)sizes[0], (int)sizes[1], (int)sizes[2]);
        Assert.InRange(golden.WorstDeviation(output), 0, 1e-4);
    }

    private static void WithFile(
        IEnumerable<(string, Tensor)> tensors,
        Action<string> use,
        Action<string, IReadOnlyList<(string, Tensor)>>? write = null)
    {
        var path = Some.TemporaryFile();
        try
        {
            (write ?? SafetensorsWriter.Write)(path, [.. tensors]);
            use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static nn.Module<Tensor, Tensor> New(string name) => name switch
    {
        "cnn14" => new Cnn14(),
        "efficientnet-b0" => new EfficientNetB0(),
        "resnet50" => new ResNet50(),
        "slowfast-resnet50" => new SlowFastResNet(Normaliser.Batch),
        "slowfast-nfnet-f0" => new SlowFastNfNet(),
        _ => new NfNetF0(),
    };
}
