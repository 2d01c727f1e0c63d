namespace Hares.Embed.Tests.Support;

/// <summary>How far two outputs lie apart.</summary>
internal static class Deviation
{
    /// <summary>Largest difference, in population standard deviations of the expected values.</summary>
    public static double Worst(IReadOnlyCollection<float> expected, IReadOnlyCollection<float> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var mean = expected.Average(value => (double)value);
        var deviation = Math.Sqrt(expected.Average(value => (value - mean) * (value - mean)));
        return expected.Zip(actual, (a, b) => Math.Abs((double)a - b)).Max() / deviation;
    }
}
