namespace Hares.Probe.Tests;

public class ProbeOptionsTests
{
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

        string[] names =
        [
            "Protocol", "Seeds", "Seed ", "Steps", "BatchSize", "WarmUpSteps", "LearningRate", "Strengths", "MaxIterations", "Tolerance",
            "BootstrapResamples"
        ];
        Assert.Equal(names.Length, faults.Count);
        Assert.All(names.Zip(faults), pair => Assert.StartsWith(pair.First, pair.Second));
    }

    [Fact]
    public void A_warm_up_as_long_as_all_steps_is_a_fault() =>
        Assert.Equal(
            "WarmUpSteps is 10, but must be 0 to less than Steps (10).",
            Assert.Single(new ProbeOptions { Steps = 10, WarmUpSteps = 10 }.Faults()));
}
