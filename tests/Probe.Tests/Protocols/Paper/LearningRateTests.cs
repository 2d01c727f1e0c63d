using Hares.Probe.Protocols.Paper;

namespace Hares.Probe.Tests.Protocols.Paper;

public class LearningRateTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2_500, 1e-4)]
    [InlineData(5_000, 2e-4)]
    [InlineData(202_500, 1e-4)]     // half way down the cosine
    [InlineData(399_999, 3.16e-15)] // (pi / 395,000)^2 / 4 of the peak
    [InlineData(400_000, 0)]
    public void Follows_the_papers_schedule(int step, double expected) =>
        Assert.Equal(expected, LearningRate.At(step, steps: 400_000, warmUpSteps: 5_000, peak: 2e-4), 1e-17 + (1e-3 * expected));

    [Fact]
    public void Without_a_warm_up_the_first_step_has_the_peak() => Assert.Equal(1, LearningRate.At(0, 10, 0, 1));
}
