using Hares.Embed.Encoders;
using static TorchSharp.torch;

namespace Hares.Embed.Tests.Encoders;

[Collection("native")]
public sealed class FixedLengthTests
{
    [Theory]
    [InlineData(1, new long[] { 0 })]
    [InlineData(10, new long[] { 0 })]
    [InlineData(11, new long[] { 0, 1 })]
    [InlineData(20, new long[] { 0, 10 })]
    [InlineData(25, new long[] { 0, 7, 15 })]
    public void The_fewest_stretches_cover_a_window_from_end_to_end(long frames, long[] starts) =>
        Assert.Equal(starts, FixedLength.Starts(frames, 10));

    [Theory]
    [InlineData(10, 1, 2)] // sums over the frames of stretches of 10: one window of ones, one of twos
    [InlineData(25, 1, 2)]
    [InlineData(4, 0.4f, 0.8f)]
    public void Each_window_of_a_batch_gives_the_mean_over_its_own_stretches(int frames, float first, float second)
    {
        using var scope = NewDisposeScope();
        var input = cat([ones(1, frames, 3), ones(1, frames, 3) * 2], 0);
        var output = FixedLength.Apply(stretches =>
        {
            Assert.Equal(10, stretches.shape[1]);
            return stretches.sum([1]) / 10;
        }, input, 10);
        float[] expected = [first, first, first, second, second, second];
        Assert.Equal(expected, output.data<float>().ToArray());
    }
}
