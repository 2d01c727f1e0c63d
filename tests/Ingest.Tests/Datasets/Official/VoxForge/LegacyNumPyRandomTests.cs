using Hares.Ingest.Datasets.Official.VoxForge;

namespace Hares.Ingest.Tests.Datasets.Official.VoxForge;

/// <summary>Against NumPy 1.24: <c>x = list(range(n)); numpy.random.RandomState(seed).shuffle(x)</c>.</summary>
public sealed class LegacyNumPyRandomTests
{
    [Theory]
    [InlineData(0, new[] { 0 })]
    [InlineData(0, new[] { 1, 0 })]
    [InlineData(0, new[] { 2, 1, 0 })]
    [InlineData(0, new[] { 2, 8, 4, 9, 1, 6, 7, 3, 0, 5 })]
    [InlineData(uint.MaxValue, new[] { 1, 4, 5, 0, 2, 3 })]
    public void A_shuffle_is_numpys(uint seed, int[] expected) => Assert.Equal(expected, Shuffled(seed, expected.Length));

    /// <summary>More numbers than one state of the generator holds.</summary>
    [Fact]
    public void A_long_shuffle_is_numpys()
    {
        var shuffled = Shuffled(0, 1000);

        Assert.Equal([993, 859, 298, 553, 672, 971, 27, 231, 306, 706, 496, 558], shuffled[..12]);
        Assert.Equal([629, 559, 684], shuffled[^3..]);
        Assert.Equal(248_372_140, shuffled.Index().Sum(entry => (entry.Index + 1L) * entry.Item));
    }

    [Fact]
    public void Nothing_is_shuffled_to_nothing() => Assert.Empty(Shuffled(0, 0));

    private static int[] Shuffled(uint seed, int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        new LegacyNumPyRandom(seed).Shuffle(items);
        return items;
    }
}
