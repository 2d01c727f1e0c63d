using Hares.Embed.Encoders;
using Hares.Embed.Tests.Support;

namespace Hares.Embed.Tests.Encoders;

public sealed class WindowNormalisationTests
{
    [Fact]
    public void A_standardised_window_has_mean_zero_and_deviation_one()
    {
        var output = new float[300 * 80];
        WindowNormalisation.Standardise.Apply(Some.LogMel(1, 300, 80)[0], output);
        Assert.Equal(0, output.Average(), 1e-5);
        Assert.Equal(1, output.Average(value => value * value), 1e-4);
    }

    [Fact]
    public void Silence_becomes_zeros()
    {
        var output = new float[80];
        WindowNormalisation.Standardise.Apply(Enumerable.Repeat(MathF.Log(1e-6f), 80).ToArray(), output);
        Assert.All(output, value => Assert.Equal(0, value, 1e-1f));
    }

    [Fact]
    public void Fixed_statistics_are_subtracted_and_divided_by()
    {
        var output = new float[2];
        WindowNormalisation.Fixed(-5, 2).Apply([-5, 1], output);
        Assert.Equal([0, 3], output);
    }
}
