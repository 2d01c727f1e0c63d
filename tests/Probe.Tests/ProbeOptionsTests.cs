namespace Hares.Probe.Tests;

public class ProbeOptionsTests
{
    [Fact]
    public void Defaults_are_the_papers() =>
        Assert.Equal((400_000, 64, 5_000, 2e-4, 8), (
            new ProbeOptions().Steps, new ProbeOptions().BatchSize, new ProbeOptions().ResolvedWarmUpSteps, new ProbeOptions().LearningRate,
            new ProbeOptions().Strengths.Count));

    [Fact]
    public void Defaults_have_no_fault() => Assert.Empty(new ProbeOptions().Faults());

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var faults = new ProbeOptions
        {
            Protocol = "slow",
            Seeds = 0,
            Seed = -1,
            Steps = 0,
            BatchSize = 0,
            WarmUpSteps = -1,
            LearningRate = double.NaN,
            Strengths = [1, 0],
            MaxIterations = 0,
            Tolerance = 1,
            BootstrapResamples = 1,
        }.Faults();

        string[] names = ["Protocol", "Seeds", "Seed ", "Steps", "BatchSize", "WarmUpSteps", "LearningRate", "Strengths", "MaxIterations", "Tolerance", "BootstrapResamples"];
        Assert.Equal(names.Length, faults.Count);
        Assert.All(names.Zip(faults), pair => Assert.StartsWith(pair.First, pair.Second));
    }

    [Theory]
    [InlineData(1, null, 0)]
    [InlineData(80, null, 1)]
    [InlineData(400_000, null, 5_000)]
    [InlineData(400_000, 0, 0)]
    public void The_warm_up_is_one_step_in_eighty_unless_given(int steps, int? given, int expected) =>
        Assert.Equal(expected, new ProbeOptions { Steps = steps, WarmUpSteps = given }.ResolvedWarmUpSteps);

    [Fact]
    public void A_warm_up_as_long_as_all_steps_is_a_fault() =>
        Assert.Equal("WarmUpSteps is 10, but must be 0 to less than Steps (10).", Assert.Single(new ProbeOptions { Steps = 10, WarmUpSteps = 10 }.Faults()));
}
