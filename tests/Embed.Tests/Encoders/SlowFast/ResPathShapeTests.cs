using Hares.Embed.Encoders.SlowFast;

namespace Hares.Embed.Tests.Encoders.SlowFast;

public sealed class ResPathShapeTests
{
    [Theory]
    [InlineData(0, 80, 64, 256, 1, 1)]
    [InlineData(1, 320, 128, 512, 1, 2)]
    [InlineData(2, 640, 256, 1024, 3, 2)]
    [InlineData(3, 1280, 512, 2048, 3, 2)]
    public void The_slow_pathway_takes_the_fast_one_in_before_each_stage(
        int stage, long inChannels, long width, long outChannels, long time, long stride)
    {
        var blocks = ResPathShape.Slow.Stage(stage).ToArray();
        Assert.Equal((inChannels, width, outChannels, time, stride), Sizes(blocks[0]));
        Assert.All(blocks[1..], block => Assert.Equal((outChannels, width, outChannels, time, 1), Sizes(block)));
        Assert.Equal([true, .. blocks[1..].Select(_ => false)], blocks.Select(block => block.HasProjection));
    }

    [Theory]
    [InlineData(0, 8, 8, 32, 3, 1)]
    [InlineData(1, 32, 16, 64, 3, 2)]
    [InlineData(2, 64, 32, 128, 3, 2)]
    [InlineData(3, 128, 64, 256, 3, 2)]
    public void The_fast_pathway_has_an_eighth_of_the_channels(int stage, long inChannels, long width, long outChannels, long time, long stride) =>
        Assert.Equal((inChannels, width, outChannels, time, stride), Sizes(ResPathShape.Fast.Stage(stage).First()));

    [Fact]
    public void Each_block_expects_the_deviation_that_the_blocks_before_it_leave()
    {
        double[] variances = [1, 1.04, 1.08, 1.12, 1.04, 1.08, 1.12, 1.16, 1.04, 1.08, 1.12, 1.16, 1.2, 1.24, 1.04, 1.08];
        var betas = Enumerable.Range(0, 4).SelectMany(ResPathShape.Slow.Stage).Select(block => Math.Round(1 / (block.Beta * block.Beta), 6));
        Assert.Equal(variances, betas);
    }

    private static (long InChannels, long Width, long OutChannels, long Time, long Stride) Sizes(ResBlockShape shape) =>
        (shape.InChannels, shape.Width, shape.OutChannels, shape.TimeKernel, shape.FrequencyStride);
}
