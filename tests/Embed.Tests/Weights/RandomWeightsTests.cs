using Hares.Embed.Encoders;
using Hares.Embed.Weights;

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
    public void He_weights_are_normal_with_variance_two_over_fan_out()
    {
        var values = Values("features.4.weight", Initialisation.HeFanOutNormal); // 64 x 64 x 3 x 3
        Assert.Equal(2.0 / (64 * 9), values.Average(value => (double)value * value), 1e-4);
        Assert.Equal(3 * Math.Pow(2.0 / (64 * 9), 2), values.Average(value => Math.Pow(value, 4)), 3e-6);
    }

    [Fact]
    public void Glorot_weights_are_uniform_with_variance_two_over_fan_in_plus_fan_out()
    {
        var values = Values("fc.3.weight", Initialisation.GlorotUniform); // 512 x 512
        var limit = Math.Sqrt(6.0 / 1024);
        Assert.InRange(values.Max(Math.Abs), 0.99 * limit, limit);
        Assert.Equal(2.0 / 1024, values.Average(value => (double)value * value), 1e-5);
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

    private static float[] Values(string name, Initialisation initialisation = Initialisation.FanInNormal)
    {
        using var network = new ByolACnn(512);
        RandomWeights.Fill(network, seed: 1, initialisation);
        return [.. WeightsLoader.State(network)[name].data<float>()];
    }
}
