using Hares.Embed.Encoders;
using Hares.Embed.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Weights;

[Collection("native")]
public sealed class RandomWeightsTests
{
    [Fact]
    public void Weights_are_normal_with_variance_one_over_fan_in()
    {
        var values = Values("fc.3.weight"); // 512 x 512
        Assert.Equal(0, values.Average(), 1e-3);
        Assert.Equal(1.0 / 512, values.Average(value => (double)value * value), 5e-5);
        Assert.Equal(3.0 / (512.0 * 512), values.Average(value => Math.Pow(value, 4)), 5e-7);
    }

    [Fact]
    public void A_network_says_how_its_weights_are_drawn()
    {
        using var network = new Kernel(Initialisation.GlorotUniform([256, 128, 3]));
        RandomWeights.Fill(network, seed: 1);
        var values = network.Values();
        var limit = Math.Sqrt(6.0 / (3 * (128 + 256)));
        Assert.InRange(values.Max(Math.Abs), 0.99 * limit, limit);
        Assert.Equal(limit * limit / 3, values.Average(value => (double)value * value), 1e-5);
    }

    [Fact]
    public void What_a_network_does_not_want_drawn_keeps_what_it_was_built_with()
    {
        using var network = new Kernel(null);
        RandomWeights.Fill(network, seed: 1);
        Assert.All(network.Values(), value => Assert.Equal(7, value));
    }

    [Fact]
    public void Biases_are_zero_and_scales_are_one()
    {
        Assert.All(Values("fc.0.bias"), value => Assert.Equal(0, value));
        Assert.All(Values("features.1.weight"), value => Assert.Equal(1, value));
    }

    [Fact]
    public void A_seed_means_the_same_weights_on_every_machine() =>
        Assert.Equal([-0.037219692f, 0.0409181789f, -0.285105258f], Values("features.0.weight")[..3]);

    private static float[] Values(string name)
    {
        using var network = new ByolACnn(512);
        RandomWeights.Fill(network, seed: 1);
        return [.. WeightsLoader.State(network)[name].data<float>()];
    }

    private sealed class Kernel : nn.Module, IRandomInit
    {
        private readonly Initialisation? _initialisation;

        public Kernel(Initialisation? initialisation) : base(nameof(Kernel))
        {
            _initialisation = initialisation;
            register_parameter("weight", new Parameter(full([256, 128, 3], 7f)));
        }

        public Initialisation? InitialisationOf(string name, long[] shape) => _initialisation;

        public float[] Values() => [.. WeightsLoader.State(this)["weight"].data<float>()];
    }
}
