using Hares.Probe.Protocols;

namespace Hares.Probe.Tests.Protocols;

public sealed class StandardisationTests
{
    [Theory]
    [InlineData(2, 0, 1)]
    [InlineData(15, 0, 1)]
    [InlineData(1000, 3, 0.1)]
    [InlineData(1000, 1e3, 1)]
    [InlineData(1000, -1e6, 1e3)]
    public void Features_get_mean_zero_and_deviation_one(int windows, double mean, double deviation)
    {
        var random = new Random(1);
        using var embeddings = Matrix(windows, () => (float)(mean + deviation * (random.NextDouble() - 0.5)));

        var standardised = Apply(embeddings);

        for (int column = 0; column < embeddings.Dimension; column++)
        {
            double[] values = [.. standardised.Select(row => (double)row[column])];
            Assert.Equal(0, values.Average(), 1e-3);
            Assert.Equal(1, Math.Sqrt(values.Average(value => value * value)), 1e-3);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-0.1f)]
    [InlineData(1e30f)]
    public void A_feature_that_does_not_vary_becomes_zero(float value)
    {
        using var embeddings = Matrix(100, () => value);

        Assert.All(Apply(embeddings), row => Assert.All(row, standardised => Assert.Equal(0, standardised, 1e-6)));
    }

    [Fact]
    public void Other_windows_than_those_named_do_not_count()
    {
        using var embeddings = Matrix(4, () => 1);
        embeddings.Row(1).Fill(2);
        embeddings.Row(2).Fill(1000);
        embeddings.Row(3).Fill(4);
        var standardised = new float[embeddings.Dimension];

        Standardisation.Of(embeddings, [0, 1, 3]).Apply(embeddings.Row(3), standardised);

        Assert.Equal((4 - 7 / 3.0) / Math.Sqrt(14 / 9.0), standardised[0], 1e-5);
    }

    [Fact]
    public void A_first_window_far_from_all_others_costs_no_accuracy()
    {
        var random = new Random(2);
        using var embeddings = Matrix(10_000, random.NextSingle);
        embeddings.Row(0).Fill(1e6f);
        int[] all = [.. Enumerable.Range(0, embeddings.Rows)];
        double mean = all.Average(row => (double)embeddings.Row(row)[0]);
        double deviation = Math.Sqrt(all.Average(row => Math.Pow(embeddings.Row(row)[0] - mean, 2)));

        var standardised = Apply(embeddings);

        Assert.Equal((embeddings.Row(1)[0] - mean) / deviation, standardised[1][0], 1e-6);
        Assert.Equal((1e6 - mean) / deviation, standardised[0][0], 1e-3);
    }

    private static EmbeddingMatrix Matrix(int windows, Func<float> value)
    {
        var embeddings = new EmbeddingMatrix(windows, 3);
        foreach (ref float target in embeddings.All) target = value();
        return embeddings;
    }

    private static float[][] Apply(EmbeddingMatrix embeddings)
    {
        int[] windows = [.. Enumerable.Range(0, embeddings.Rows)];
        var standardisation = Standardisation.Of(embeddings, windows);
        return [.. windows.Select(window =>
        {
            var standardised = new float[embeddings.Dimension];
            standardisation.Apply(embeddings.Row(window), standardised);
            return standardised;
        })];
    }
}
