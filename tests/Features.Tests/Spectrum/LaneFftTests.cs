using Hares.Features.Lanes;
using Hares.Features.Spectrum;
using Hares.Features.Tests.Support;

namespace Hares.Features.Tests.Spectrum;

public class LaneFftTests
{
    public static MatrixTheoryData<int, int> SizesAndWidths { get; } =
        new(Enumerable.Range(4, 12).Select(log => 1 << log), LaneWidths.Supported.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(SizesAndWidths))]
    public void Power_equals_the_sum_over_all_samples_in_every_lane(int size, int width)
    {
        switch (width)
        {
            case 4: Check<Lanes4>(size); break;
            case 8: Check<Lanes8>(size); break;
            default: Check<Lanes16>(size); break;
        }
    }

    private static unsafe void Check<TLanes>(int size) where TLanes : unmanaged, ILanes<TLanes>
    {
        var lanes = TLanes.Count;
        var noise = Some.Noise(size * lanes, seed: size, amplitude: 1);
        var samples = new AlignedBuffer<TLanes>(size);
        var power = new AlignedBuffer<TLanes>(size / 2 + 1);
        noise.CopyTo(new Span<float>(samples.Pointer, size * lanes));

        new LaneFft(size).PowerSpectrum(samples.Pointer, power.Pointer);
        GC.KeepAlive(samples);

        // All bins of the small sizes; of the large ones as many, spread so that every residue occurs.
        var step = Math.Max(1, size / 128 - 1);
        for (var bin = 0; bin <= size / 2; bin += step)
            foreach (var lane in new[] { 0, lanes - 1 })
                Assert.Equal(Power(noise, lanes, lane, size, bin), ((float*)(power.Pointer + bin))[lane], 1e-5 * size);
        GC.KeepAlive(power);
    }

    private static double Power(float[] noise, int lanes, int lane, int size, int bin)
    {
        var (re, im) = (0.0, 0.0);
        var (stepSin, stepCos) = Math.SinCos(-2 * Math.PI * bin / size);
        var (cos, sin) = (1.0, 0.0);
        for (var n = 0; n < size; n++)
        {
            re += noise[n * lanes + lane] * cos;
            im += noise[n * lanes + lane] * sin;
            (cos, sin) = (cos * stepCos - sin * stepSin, cos * stepSin + sin * stepCos);
        }
        return re * re + im * im;
    }
}
