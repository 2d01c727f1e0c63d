using Hares.Ingest.Numerics;

namespace Hares.Ingest.Tests.Numerics;

public sealed class SeededRandomTests
{
    [Fact]
    public void Numbers_follow_from_seed_and_name_alone()
    {
        Assert.Equal(Draw(1, "a"), Draw(1, "a"));
        Assert.NotEqual(Draw(1, "a"), Draw(2, "a"));
        Assert.NotEqual(Draw(1, "a"), Draw(1, "b"));

        static double[] Draw(ulong seed, string name)
        {
            var random = new SeededRandom(seed, name);
            return [random.Unit(), random.Noise(), random.Whole(0, 1000)];
        }
    }

    [Fact]
    public void Noise_has_mean_zero_and_variance_one()
    {
        var random = new SeededRandom(0, "noise");
        double[] noise = [.. Enumerable.Range(0, 100_000).Select(_ => random.Noise())];

        Assert.Equal(0, noise.Average(), 0.02);
        Assert.Equal(1, noise.Average(x => x * x), 0.02);
        Assert.Equal(0, noise.Zip(noise.Skip(1), (a, b) => a * b).Average(), 0.02);
    }

    [Fact]
    public void Whole_numbers_reach_both_ends_equally_often()
    {
        var random = new SeededRandom(0, "whole");
        var counts = Enumerable.Range(0, 30_000).CountBy(_ => random.Whole(-1, 1)).OrderBy(count => count.Key).ToList();

        Assert.Equal([-1, 0, 1], counts.Select(count => count.Key));
        Assert.All(counts, count => Assert.InRange(count.Value, 9_500, 10_500));
    }

    [Fact]
    public void Octaves_stay_in_their_range()
    {
        var random = new SeededRandom(0, "octaves");

        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.InRange(random.Octaves(100, 3), 100, 800));
    }
}
