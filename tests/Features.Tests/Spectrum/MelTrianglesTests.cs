using Hares.Features.Spectrum;
using Hares.Features.Tests.Support;

namespace Hares.Features.Tests.Spectrum;

public class MelTrianglesTests
{
    private const int Bins = 257;

    [Fact]
    public void Filters_equal_torchaudio()
    {
        // The golden file is in Fortran order: bands within bins.
        var triangles = new MelTriangles(FrontEnds.Hares.LogMel);
        float[] weights = [.. from bin in Enumerable.Range(0, Bins) from band in Enumerable.Range(0, 80) select triangles.Weight(band, bin)];
        Close.Relative(GoldenFile.Array("hares-filterbank"), weights, 1e-4);
    }

    [Theory]
    [InlineData(MelScale.Htk, 0, 0)]
    [InlineData(MelScale.Htk, 700, 781.17284)]
    [InlineData(MelScale.Htk, 8000, 2840.0230)]
    [InlineData(MelScale.Kaldi, 700, 781.17687)]
    [InlineData(MelScale.Slaney, 500, 7.5)]
    [InlineData(MelScale.Slaney, 1000, 15)]
    [InlineData(MelScale.Slaney, 6400, 42)]
    public void Mels_are_those_of_the_scale_and_lead_back_to_hertz(MelScale scale, double hz, double mel)
    {
        Assert.Equal(mel, scale.ToMel(hz), 1e-4);
        Assert.Equal(hz, scale.ToHz(mel), 1e-3);
    }

    [Theory]
    [InlineData(MelScale.Htk)]
    [InlineData(MelScale.Slaney)]
    [InlineData(MelScale.Kaldi)]
    public void Nothing_passes_at_or_beyond_the_edges(MelScale scale)
    {
        var options = new LogMelOptions { Scale = scale, MinHz = 1_000, MaxHz = 4_000, Bands = 20 };
        var triangles = new MelTriangles(options);
        for (var bin = 0; bin < Bins; bin++)
        {
            var passes = Enumerable.Range(0, 20).Any(band => triangles.Weight(band, bin) > 0);
            Assert.Equal(bin * 31.25 is > 1_000 and < 4_000, passes);
        }
    }

    [Theory]
    [InlineData(MelScale.Htk)]
    [InlineData(MelScale.Slaney)]
    [InlineData(MelScale.Kaldi)]
    public void Neighbours_add_up_to_one_between_the_first_and_the_last_centre(MelScale scale)
    {
        var triangles = new MelTriangles(new() { Scale = scale, MinHz = 0, MaxHz = 8_000, Bands = 10 });
        for (var bin = 30; bin < 120; bin++)
            Assert.Equal(1f, Enumerable.Range(0, 10).Sum(band => triangles.Weight(band, bin)), 1e-5f);
    }

    [Fact]
    public void Slaney_norm_gives_every_triangle_unit_area()
    {
        var triangles = new MelTriangles(new() { FftSize = 32_768, MinHz = 0, MaxHz = 8_000, Bands = 12, Norm = MelNorm.Slaney });
        for (var band = 0; band < 12; band++)
            Assert.Equal(1, Enumerable.Range(0, 16_385).Sum(bin => (double)triangles.Weight(band, bin)) * 16_000 / 32_768, 1e-3);
    }

    [Fact]
    public void Kaldi_leaves_the_Nyquist_bin_out()
    {
        var options = new LogMelOptions { Scale = MelScale.Kaldi, Bands = 4, MinHz = 20, MaxHz = 8_000 };
        var triangles = new MelTriangles(options);
        Assert.All(Enumerable.Range(0, 4), band => Assert.Equal(0f, triangles.Weight(band, Bins - 1)));
    }
}
