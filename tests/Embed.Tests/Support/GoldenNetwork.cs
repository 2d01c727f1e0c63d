using System.Text.Json;
using Hares.Embed.Weights;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Support;

/// <summary>A network of Golden/: weights and input by the rule of its README, and the original's output for them.</summary>
internal sealed record GoldenNetwork
{
    public required int ParameterCount { get; init; }

    public required GoldenTensor Input { get; init; }

    public required GoldenTensor[] Parameters { get; init; }

    public required GoldenOutput[] Outputs { get; init; }

    public static GoldenNetwork Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json"));
        return JsonSerializer.Deserialize<GoldenNetwork>(file, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;
    }

    /// <summary>Gives a network that keeps the original's names and layouts the golden weights, which must be exactly those it has.</summary>
    /// <param name="unused">Tensors of the original that no embedding depends on.</param>
    public void Fill(nn.Module network, params string[] unused)
    {
        var used = this with { Parameters = [.. Parameters.ExceptBy(unused, parameter => parameter.Name)] };
        used.Fill(network, used.Parameters.Select(parameter => new OriginalTensor(parameter.Name!, parameter.Name!, OriginalLayout.Same)));
    }

    /// <summary>Gives the network the golden weights, which must be exactly those it has.</summary>
    public void Fill(nn.Module network, IEnumerable<OriginalTensor> keys)
    {
        using var scope = NewDisposeScope();
        var state = WeightsLoader.State(network);
        var byOriginalKey = keys.ToDictionary(key => key.OriginalKey);
        Assert.Equal(Parameters.Select(parameter => parameter.Name!).Order(), byOriginalKey.Keys.Order());
        Assert.Equal(byOriginalKey.Values.Select(key => key.Key).Order(), state.Keys.Order());
        foreach (var parameter in Parameters)
        {
            var key = byOriginalKey[parameter.Name!];
            var original = tensor(parameter.Values(), parameter.Shape);
            var ours = key.FromOriginal(original);
            Assert.Equal(ours.shape, state[key.Key].shape);
            ours.bytes.CopyTo(state[key.Key].bytes);
        }
    }

    /// <summary>Largest difference from the golden output, in standard deviations of that output.</summary>
    public double WorstDeviation(float[][] output) => Deviation.Worst(Outputs.Single().Values, [.. output.SelectMany(row => row)]);
}
