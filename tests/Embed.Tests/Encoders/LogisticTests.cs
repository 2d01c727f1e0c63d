using System.Runtime.Intrinsics;
using Hares.Embed.Encoders;

namespace Hares.Embed.Tests.Encoders;

public sealed class LogisticTests
{
    [Theory]
    [InlineData(1)] // SiLU
    [InlineData(0.25)]
    public void Every_value_is_that_of_the_function(double share)
    {
        for (var i = -90_000; i <= 90_000; i++)
        {
            var (u, x) = (i / 1000f, (float)(share * i / 1000f));
            var expected = x / (1 + Math.Exp(-(double)u));
            Assert.Equal(expected, Times(x, u), 3e-7 * Math.Max(Math.Abs(expected), 0.1));
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1e30f, 1e30f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void What_is_large_is_itself_and_what_is_not_a_number_stays_so(float x, float expected) => Assert.Equal(expected, Times(x, x));

    [Fact]
    public void What_lies_far_below_zero_comes_to_nothing() => Assert.InRange(Times(-1e4f, -1e4f), -1e-30f, 0);

    private static float Times(float x, float u) => Logistic.Times(Vector512.Create(x), Vector512.Create(u))[5];
}
