using Hares.Embed.Encoders.NormalizerFree;

namespace Hares.Embed.Tests.Encoders.NormalizerFree;

public sealed class NfPathShapeTests
{
    [Fact]
    public void Each_block_expects_the_deviation_that_the_blocks_before_it_leave()
    {
        double[] published = [1, .980581, .980581, .962250, .980581, .962250, .944911, .928477, .912871, .898027, .980581, .962250];
        Assert.Equal(published, NfPathShape.Slow.Blocks().Select(block => Math.Round(block.Beta, 6)));
    }

    [Fact]
    public void The_slow_pathway_takes_the_fast_one_in_before_each_stage()
    {
        var projections = NfPathShape.Slow.Blocks().Where(block => block.HasProjection).Select(block => block.InChannels);
        Assert.Equal([192, 512, 1024, 2560], projections);
    }
}
