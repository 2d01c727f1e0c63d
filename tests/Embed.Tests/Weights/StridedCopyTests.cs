using Hares.Embed.Weights;

namespace Hares.Embed.Tests.Weights;

public sealed class StridedCopyTests
{
    private static readonly float[] Storage = [.. Enumerable.Range(0, 24).Select(i => (float)i)];

    [Theory]
    [InlineData(0, new long[] { 2, 3 }, new long[] { 3, 1 }, new float[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(5, new long[] { 2, 3 }, new long[] { 1, 2 }, new float[] { 5, 7, 9, 6, 8, 10 })]
    [InlineData(1, new long[] { 2, 2, 2 }, new long[] { 12, 1, 6 }, new float[] { 1, 7, 2, 8, 13, 19, 14, 20 })]
    [InlineData(23, new long[] { 3 }, new long[] { 0 }, new float[] { 23, 23, 23 })]
    [InlineData(4, new long[] { }, new long[] { }, new float[] { 4 })]
    [InlineData(2, new long[] { 1, 2 }, new long[] { 99, 1 }, new float[] { 2, 3 })]
    public void Values_come_in_row_major_order(long offset, long[] shape, long[] strides, float[] expected)
    {
        var values = new float[expected.Length];
        StridedCopy.ToRowMajor(Storage, offset, shape, strides, values);
        Assert.Equal(expected, values);
    }
}
