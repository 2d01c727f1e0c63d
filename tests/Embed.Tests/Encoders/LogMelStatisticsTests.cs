using Hares.Embed.Encoders;

namespace Hares.Embed.Tests.Encoders;

public sealed class LogMelStatisticsTests
{
    [Fact]
    public void An_embedding_is_the_means_then_the_population_deviations_of_the_bands()
    {
        using var encoder = new LogMelStatistics(bands: 2);
        float[] window = [1, 10, 3, 10, 5, 10, 7, 10]; // 4 frames
        Assert.Equal([4, 10, MathF.Sqrt(5), 0], encoder.Embed([window], 4).Single());
    }

    [Fact]
    public void A_large_offset_does_not_drown_a_small_deviation()
    {
        using var encoder = new LogMelStatistics(bands: 1);
        var window = Enumerable.Range(0, 100_000).Select(i => 1000f + i % 2).ToArray();
        Assert.Equal([1000.5f, 0.5f], encoder.Embed([window], 100_000).Single());
    }

    [Fact]
    public void A_window_of_another_size_is_refused()
    {
        using var encoder = new LogMelStatistics(bands: 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.Embed([new float[7]], 4));
    }
}
