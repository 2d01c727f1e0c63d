using Hares.Features.Tests.Support;

namespace Hares.Features.Tests;

public class NormalisationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(8_080)]
    public void Standardising_gives_mean_zero_and_population_deviation_one(int values)
    {
        var levels = Some.Noise(values, amplitude: 3);
        for (var i = 0; i < values; i++)
            levels[i] -= 9;
        var mean = levels.Average(x => (double)x);
        var deviation = Math.Max(1e-5, Math.Sqrt(levels.Average(x => (x - mean) * (x - mean))));
        float[] expected = [.. levels.Select(x => (float)((x - mean) / deviation))];

        Normalisation.PerWindow.Apply(levels);

        Close.Absolute(expected, levels, 1e-5);
    }

    [Fact]
    public void A_long_window_is_as_accurate_as_a_short_one()
    {
        var levels = Some.Noise(3_600_000, amplitude: 0.01f);
        for (var i = 0; i < levels.Length; i++)
            levels[i] -= 13;
        Normalisation.PerWindow.Apply(levels);
        Assert.Equal(0, levels.Average(x => (double)x), 1e-4);
        Assert.Equal(1, levels.Average(x => (double)x * x), 1e-4);
    }

    [Theory]
    [InlineData(-13.815511f, 8_080)]
    [InlineData(-15.942385f, 3_601 * 80)]
    [InlineData(0.1f, 7)]
    public void Equal_levels_become_exact_zeros(float level, int values)
    {
        var levels = Enumerable.Repeat(level, values).ToArray();
        Normalisation.PerWindow.Apply(levels);
        Assert.All(levels, x => Assert.Equal(0f, x));
    }

    [Fact]
    public void A_deviation_below_the_least_counts_as_the_least()
    {
        float[] levels = [-1e-6f, 1e-6f];
        Normalisation.PerWindow.Apply(levels);
        Close.Absolute([-0.1f, 0.1f], levels, 1e-6);
    }

    [Theory]
    [InlineData(-5.4919f, 0f)]
    [InlineData(-0.453f, 1f)]
    [InlineData(-15.942385f, -2.0739615f)]
    public void Byol_a_uses_its_published_statistics(float level, float expected)
    {
        float[] levels = [level];
        FrontEnds.ByolA.Normalisation.Apply(levels);
        Assert.Equal(expected, levels[0], 1e-5f);
    }

    [Fact]
    public void None_leaves_levels_as_they_are()
    {
        float[] levels = [1f, -0f, float.NaN];
        Normalisation.None.Apply(levels);
        Assert.Equal([1f, -0f, float.NaN], levels);
    }

    [Fact]
    public void One_NaN_spoils_its_window()
    {
        float[] levels = [1f, 2f, float.NaN];
        Normalisation.PerWindow.Apply(levels);
        Assert.All(levels, x => Assert.True(float.IsNaN(x)));
    }

    [Theory]
    [InlineData(float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(0f, 0f)]
    [InlineData(0f, -1f)]
    [InlineData(0f, float.NaN)]
    public void Impossible_statistics_are_refused(float mean, float deviation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalisation.Fixed(mean, deviation));
}
