using Hares.Ingest.Numerics;

namespace Hares.Ingest.Tests.Numerics;

public sealed class PortableMathTests
{
    [Fact]
    public void Sine_and_cosine_agree_with_the_platform_everywhere()
    {
        for (var turns = -3.0; turns < 3; turns += 0.00371)
        {
            Assert.Equal(Math.Sin(2 * Math.PI * turns), PortableMath.Sin(turns), 1e-9);
            Assert.Equal(Math.Cos(2 * Math.PI * turns), PortableMath.Cos(turns), 1e-9);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(-0.25)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(1)]
    [InlineData(1e6 + 0.125)]
    public void Sine_holds_at_the_joints_of_its_pieces(double turns) =>
        Assert.Equal(Math.Sin(2 * Math.PI * (turns - Math.Round(turns))), PortableMath.Sin(turns), 1e-9);

    [Fact]
    public void Powers_of_two_agree_with_the_platform()
    {
        for (var x = -20.0; x < 20; x += 0.0173) Assert.Equal(1, PortableMath.Exp2(x) / Math.Pow(2, x), 1e-12);
        Assert.Equal(10, PortableMath.Decibels(20), 1e-10);
    }
}
