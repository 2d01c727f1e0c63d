namespace Hares.Features.Tests.Support;

/// <summary>Comparisons of arrays that say where they differ most.</summary>
internal static class Close
{
    /// <summary>Every value within <paramref name="tolerance"/> standard deviations of the expected array.</summary>
    public static void Relative(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        var mean = Mean(expected);
        var squares = 0.0;
        foreach (var value in expected)
            squares += (value - mean) * (value - mean);
        Absolute(expected, actual, tolerance * Math.Sqrt(squares / expected.Length));
    }

    public static void Absolute(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(float.IsFinite(actual[i]), $"Value {i} is {actual[i]}.");
            if (Math.Abs(expected[i] - actual[i]) > Math.Abs(expected[worst] - actual[worst]))
                worst = i;
        }
        if (!expected.IsEmpty)
            Assert.True(Math.Abs(expected[worst] - actual[worst]) <= tolerance,
                $"Value {worst} is {actual[worst]}, not {expected[worst]} within {tolerance}.");
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
