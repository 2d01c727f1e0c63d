using Hares.Ingest.Audio;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

public class MixedViewTests
{
    private const int RateHz = 16_000;

    private static readonly float[] Clip = Some.Noise(RateHz, seed: 1);
    private static readonly float[] Longer = Some.Noise(2 * RateHz, seed: 2);

    [Theory]
    [InlineData(0UL, "a", 1, true)]
    [InlineData(1UL, "a", 1, false)]
    [InlineData(0UL, "b", 1, false)]
    [InlineData(0UL, "a", 2, false)]
    public void A_view_follows_from_seed_clip_and_number(ulong seed, string clip, int view, bool same)
    {
        Assert.Equal(same, Of(Clip, Longer).SequenceEqual(MixedView.Of(Clip, Longer, RateHz, 1, seed, clip, view)));
        Assert.Equal(same, MixedView.Draw(0, "a", 1, 1_000_000) == MixedView.Draw(seed, clip, view, 1_000_000));
    }

    [Fact]
    public void A_view_is_its_share_of_the_augmented_clip_and_the_rest_of_a_crop_of_the_other()
    {
        for (var view = 1; view <= 10; view++)
        {
            var share = MixedView.Draw(0, "a", view, 7).Share;
            var augmented = AugmentedView.Of(Clip, RateHz, 1, 0, "a", view);

            float[] rest =
            [
                .. MixedView.Of(Clip, Longer, RateHz, 1, 0, "a", view).Zip(augmented, (mixed, own) => (mixed - share * own) / (1 - share))
            ];

            var first = Array.FindIndex(rest, sample => Math.Abs(sample) > 1e-4);
            var from = Enumerable.Range(0, Longer.Length - 1)
                .MinBy(start => Math.Abs(Longer[start] - rest[first]) + Math.Abs(Longer[start + 1] - rest[first + 1]));
            var last = Math.Min(rest.Length, first + Longer.Length - from);
            Assert.All(Enumerable.Range(first, last - first), i => Assert.Equal(Longer[from + i - first], rest[i], 1e-3));
            Assert.InRange(last - first, RateHz * 9 / 10, RateHz);
            Assert.All(rest[..first].Concat(rest[last..]), sample => Assert.Equal(0, sample, 1e-4));
        }
    }

    [Fact]
    public void Crops_of_a_longer_clip_begin_anywhere_in_it()
    {
        var mark = new float[10 * RateHz];
        for (var i = 0; i < mark.Length; i++) mark[i] = 1 + i;
        double[] starts =
        [
            .. Enumerable.Range(1, 200)
                .Select(view =>
                    MixedView.Of(new float[RateHz], mark, RateHz, 1, 0, "a", view)[RateHz / 2]
                    / (1 - MixedView.Draw(0, "a", view, 1).Share)
                    - RateHz / 2)
        ];

        Assert.InRange(starts.Min(), -RateHz / 10, RateHz / 2);
        Assert.InRange(starts.Max(), 8.5 * RateHz, 9.1 * RateHz);
        Assert.Equal(4.5 * RateHz, starts.Average(), 0.5 * RateHz);
    }

    [Fact]
    public void The_energies_of_the_two_are_those_of_their_shares()
    {
        var silence = new float[RateHz];
        for (var view = 1; view <= 10; view++)
        {
            var share = MixedView.Draw(0, "a", view, 1).Share;

            var own = Energy(MixedView.Of(Clip, silence, RateHz, 1, 0, "a", view)) / Energy(AugmentedView.Of(Clip, RateHz, 1, 0, "a", view));
            var other = Energy(MixedView.Of(silence, Clip, RateHz, 1, 0, "a", view)) / Energy(Clip);

            Assert.Equal(share * share, own, 1e-4);
            Assert.InRange(other, 0.8 * (1 - share) * (1 - share), 1.0001 * (1 - share) * (1 - share)); // a tenth may be cropped
        }
    }

    [Fact]
    public void Shares_have_the_distribution_Beta_5_2_and_do_not_depend_on_how_many_others_there_are()
    {
        const int Draws = 20_000;
        double[] shares = [.. Enumerable.Range(0, Draws).Select(clip => (double)MixedView.Draw(3, $"clip {clip}", 1, 5).Share)];
        var mean = shares.Average();

        Assert.All(shares, share => Assert.True(share is > 0 and < 1));
        Assert.Equal(5.0 / 7, mean, 0.005);
        Assert.Equal(10.0 / (49 * 8), shares.Average(share => (share - mean) * (share - mean)), 0.001);
        Assert.Equal(0.1094, shares.Count(share => share < 0.5) / (double)Draws, 0.01); // at most one of six above one half: 7 / 64
        Assert.All(Enumerable.Range(0, 100), clip => Assert.Equal(shares[clip], MixedView.Draw(3, $"clip {clip}", 1, 50).Share));
    }

    [Fact]
    public void Each_of_the_others_is_drawn_equally_often()
    {
        var counts = Enumerable.Range(0, 7_000).CountBy(clip => MixedView.Draw(3, $"clip {clip}", 2, 7).Other).ToDictionary();

        Assert.Equal(Enumerable.Range(0, 7), counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.Equal(1_000, count, 120.0));
    }

    [Fact]
    public void What_a_seed_draws_is_the_same_for_ever() =>
        Assert.Equal(
            [(316, 0.725114167f), (380, 0.816600263f), (332, 0.874466121f)],
            Enumerable.Range(1, 3).Select(view => MixedView.Draw(0, "a.wav", view, 1000)));

    [Fact]
    public void A_view_at_another_rate_is_mixed_at_the_same_time()
    {
        // A second of ones in three of silence shows where the other clip is.
        for (var view = 1; view <= 10; view++)
            Assert.Equal(First(16_000, view) / 16_000.0, First(32_000, view) / 32_000.0, 1e-4);

        static int First(int rateHz, int view)
        {
            var ones = new float[rateHz];
            Array.Fill(ones, 1);
            return Array.FindIndex(MixedView.Of(new float[3 * rateHz], ones, rateHz, 1, 0, "a", view), sample => sample != 0);
        }
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(10, 16_000)]
    public void However_short_the_two_are_the_view_is_as_long_as_its_own_clip(int samples, int other) =>
        Assert.Equal(samples, MixedView.Of(Clip.AsSpan(0, samples), Clip.AsSpan(0, other), RateHz, 5, 0, "a", 1).Length);

    private static float[] Of(float[] clip, float[] other) => MixedView.Of(clip, other, RateHz, 1, 0, "a", 1);

    private static double Energy(float[] samples) => samples.Sum(sample => (double)sample * sample);
}
