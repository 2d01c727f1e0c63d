using Hares.Ingest.Synthesis.Signals;

namespace Hares.Ingest.Tests.Synthesis.Signals;

public sealed class BiquadTests
{
    private const int Rate = 44_100;

    [Fact]
    public void A_band_pass_has_gain_one_at_its_centre_and_little_elsewhere()
    {
        Assert.Equal(1, Gain(Biquad.BandPass(1000, Rate, 10), 1000), 0.01);
        Assert.InRange(Gain(Biquad.BandPass(1000, Rate, 10), 4000), 0, 0.05);
    }

    [Fact]
    public void Low_and_high_pass_are_three_decibels_down_at_their_corner()
    {
        Assert.Equal(0.7071, Gain(Biquad.LowPass(2000, Rate), 2000), 0.01);
        Assert.Equal(0.7071, Gain(Biquad.HighPass(2000, Rate), 2000), 0.01);
        Assert.InRange(Gain(Biquad.LowPass(2000, Rate), 16_000), 0, 0.01);
        Assert.InRange(Gain(Biquad.HighPass(2000, Rate), 100), 0, 0.01);
    }

    [Fact]
    public void A_peak_lifts_its_centre_by_its_decibels() => Assert.Equal(2, Gain(Biquad.Peak(500, Rate, 1, 6.0206), 500), 0.01);

    /// <summary>How much louder a sine of a second comes out, once the filter has settled.</summary>
    private static double Gain(Biquad filter, double hz)
    {
        float[] samples = [.. Enumerable.Range(0, Rate).Select(i => (float)Math.Sin(2 * Math.PI * hz * i / Rate))];
        filter.Filter(samples);
        return Level.RootMeanSquare(samples.AsSpan(Rate / 2)) * Math.Sqrt(2);
    }
}
