using Hares.Probe.Protocols.Paper;

namespace Hares.Probe.Tests.Protocols.Paper;

public class PaperSettingsTests
{
    [Fact]
    public void Without_overrides_they_are_the_papers()
    {
        var options = new ProbeOptions();

        Assert.Equal(new PaperSettings(400_000, 64, 5_000, 2e-4), PaperSettings.Of(options, PaperRecipe.Linear));
        Assert.Equal(new PaperSettings(200_000, 128, 5_000, 2e-4), PaperSettings.Of(options, PaperRecipe.AudioSet));
        Assert.Equal(new PaperSettings(20_000, 128, 5_000, 2e-4), PaperSettings.Of(options, PaperRecipe.MagnaTagATune));
    }

    [Fact]
    public void The_papers_deviations_are_its_own()
    {
        Assert.Equal((512, true), (PaperRecipe.AudioSet.HiddenUnits, PaperRecipe.AudioSet.MixesExamples));
        Assert.Equal([3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2], PaperRecipe.Esc50.SvmCosts);
        Assert.Equal((0, false, 0), (PaperRecipe.Linear.HiddenUnits, PaperRecipe.Linear.MixesExamples, PaperRecipe.Linear.SvmCosts.Count));
    }

    [Theory]
    [InlineData(1, null, 0)]
    [InlineData(80, null, 1)]
    [InlineData(10_000_000, null, 125_000)]
    [InlineData(400_000, 0, 0)]
    public void The_warm_up_keeps_its_share_of_the_steps_unless_given(int steps, int? given, int expected) =>
        Assert.Equal(expected, PaperSettings.Of(new ProbeOptions { Steps = steps, WarmUpSteps = given }, PaperRecipe.Linear).WarmUpSteps);

    [Fact]
    public void A_warm_up_longer_than_a_recipes_steps_is_refused() => Assert.Equal(
        "A warm-up of 30000 steps does not fit into the 20000 steps of this task; give fewer, or more steps.",
        Assert.Throws<ProbeException>(() => PaperSettings.Of(new ProbeOptions { WarmUpSteps = 30_000 }, PaperRecipe.MagnaTagATune)).Message);
}
