using Hares.Embed.Encoders;

namespace Hares.Embed.Tests.Encoders;

public sealed class InitialisationTests
{
    private static readonly long[] Shape = [64, 32, 3, 5]; // 15 places of a kernel, fan-in 480, fan-out 960

    [Fact]
    public void Variances_are_those_of_the_papers()
    {
        (Initialisation Drawn, double Variance, bool IsUniform)[] expected =
        [
            (Initialisation.FanInNormal(Shape), 1.0 / 480, false),
            (Initialisation.HeFanInNormal(Shape), 2.0 / 480, false),
            (Initialisation.HeFanOutNormal(Shape), 2.0 / 960, false),
            (Initialisation.GlorotUniform(Shape), 2.0 / 1440, true),
            (Initialisation.PyTorchUniform(Shape), 1.0 / 1440, true),
        ];
        Assert.All(expected, entry => Assert.Equal(entry.Variance, entry.Drawn.Deviation * entry.Drawn.Deviation, 1e-15));
        Assert.All(expected, entry => Assert.Equal(entry.IsUniform, entry.Drawn.IsUniform));
    }
}
