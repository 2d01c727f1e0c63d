namespace Hares.Ingest.Tests.Support;

/// <summary>Compares arrays of samples.</summary>
internal static class Close
{
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - (double)actual[i]);
            if (!(difference <= tolerance)) Assert.Fail($"Sample {i} of {expected.Length} is {actual[i]} instead of {expected[i]}.");
        }
    }
}
