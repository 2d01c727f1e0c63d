using Hares.Ingest.Audio;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

public class AugmentedViewTests
{
    private static readonly float[] Clip = Some.Noise(16_000, seed: 1);

    [Theory]
    [InlineData(0UL, "a", 1, true)]
    [InlineData(1UL, "a", 1, false)]
    [InlineData(0UL, "b", 1, false)]
    [InlineData(0UL, "a", 2, false)]
    public void A_view_follows_from_seed_clip_and_number(ulong seed, string clip, int view, bool same) =>
        Assert.Equal(same, AugmentedView.Of(Clip, 16_000, 1, 0, "a", 1).SequenceEqual(AugmentedView.Of(Clip, 16_000, 1, seed, clip, view)));

    [Fact]
    public void A_view_is_a_shifted_part_of_the_clip_at_another_gain()
    {
        for (var view = 1; view <= 20; view++)
        {
            var augmented = AugmentedView.Of(Clip, 16_000, 1, 0, "a", view);
            var (shift, gain) = Match(augmented);

            Assert.InRange(shift, -1600, 1600);
            Assert.InRange(gain, 0.5, 2);
            Assert.Equal(Math.Abs(shift), augmented.Count(sample => sample == 0));
        }
    }

    [Fact]
    public void Views_differ_in_shift_and_gain()
    {
        var matches = Enumerable.Range(1, 20).Select(view => Match(AugmentedView.Of(Clip, 16_000, 1, 0, "a", view))).ToList();

        Assert.Equal(20, matches.Select(match => match.Shift).Distinct().Count());
        Assert.True(matches.Max(match => match.Gain) / matches.Min(match => match.Gain) > 1.5);
    }

    [Fact]
    public void A_view_at_another_rate_is_cropped_at_the_same_time()
    {
        var (at16, _) = Match(AugmentedView.Of(Clip, 16_000, 1, 0, "a", 3));
        var at32 = AugmentedView.Of(Some.Noise(32_000, seed: 2), 32_000, 1, 0, "a", 3);

        Assert.InRange(at32.Count(sample => sample == 0), 2 * Math.Abs(at16) - 1, 2 * Math.Abs(at16) + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public void A_clip_shorter_than_the_shift_keeps_its_length(int samples) =>
        Assert.Equal(samples, AugmentedView.Of(Clip.AsSpan(0, samples), 16_000, 5, 0, "a", 1).Length);

    /// <summary>Where the view's samples come from, by the energy that is left when the clip is shifted under it.</summary>
    private static (int Shift, double Gain) Match(float[] view)
    {
        var first = Array.FindIndex(view, sample => sample != 0);
        var shift = first > 0 ? first : Array.FindLastIndex(view, sample => sample != 0) - view.Length + 1;
        var (from, to) = (Math.Max(0, -shift), Math.Max(0, shift));
        return (shift, view[to + 100] / (double)Clip[from + 100]);
    }
}
