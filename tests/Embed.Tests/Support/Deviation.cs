using static TorchSharp.torch;

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

    /// <summary>Asserts that two tensors have one shape and, but for rounding, the same values, whatever their layout.</summary>
    /// <param name="within">Largest difference, in population standard deviations of the expected values.</param>
    public static void AssertSame(Tensor expected, Tensor actual, double within = 1e-5)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange(Worst(expected.contiguous().data<float>().ToArray(), actual.contiguous().data<float>().ToArray()), 0, within);
    }
}
