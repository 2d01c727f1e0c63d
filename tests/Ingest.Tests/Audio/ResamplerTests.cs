using Hares.Ingest.Audio;
using Hares.Ingest.Tests.Support;

namespace Hares.Ingest.Tests.Audio;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData("8k", 8000, "16k", 16000)]
    [InlineData("16k", 16000, "32k", 32000)]
    [InlineData("44k1", 44100, "16k", 16000)]
    [InlineData("48k", 48000, "16k", 16000)]
    public void The_torchaudio_preset_equals_torchaudio(string fromName, int fromHz, string toName, int toHz)
    {
        var signal = Some.Decode(Golden.Path($"signal-{fromName}.wav"));
        var expected = Npy.Read($"resample-{fromName}-to-{toName}.npy");

        var actual = new Resampler(fromHz, toHz, ResamplerOptions.TorchaudioDefault).Resample(signal.Samples).Span;

        Assert.Equal(fromHz, signal.SampleRateHz);
        Close.Equal(expected, actual, 1e-5);
    }

    [Theory]
    [InlineData(44100, 16000)]
    [InlineData(44101, 16000)]
    [InlineData(22050, 16000)]
    [InlineData(11025, 16000)]
    [InlineData(48000, 16000)]
    [InlineData(48000, 44100)]
    [InlineData(44100, 48000)]
    [InlineData(7919, 16000)]
    [InlineData(16000, 7919)]
    [InlineData(767999, 1000)]
    [InlineData(1000, 767999)]
    [InlineData(3000, 2000)]
    public void Every_output_sample_is_the_kernel_s_sum_over_the_input(int fromHz, int toHz)
    {
        var input = Some.Noise(3 * Math.Max(1, fromHz / toHz) * 200 + 1, seed: 1);
        var kernel = new SincKernel(fromHz, toHz, ResamplerOptions.Default);

        var output = Resample(new Resampler(fromHz, toHz), input);

        for (var n = 0; n < output.Length; n += Math.Max(1, output.Length / 50))
        {
            var time = n * (double)fromHz / toHz;
            var expected = 0.0;
            var last = Math.Min(input.Length - 1, (int)time + kernel.HalfTaps);
            for (var i = Math.Max(0, (int)time - kernel.HalfTaps); i <= last; i++) expected += input[i] * (double)kernel.At(i - time);
            Assert.Equal(expected, output[n], 5e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(441)]
    [InlineData(442)]
    [InlineData(8820)]
    [InlineData(8821)]
    [InlineData(100_003)]
    public void The_length_is_the_ratio_rounded_up(int inputLength)
    {
        var resampler = new Resampler(44100, 16000);

        Assert.Equal((int)Math.Ceiling(inputLength * 160 / 441.0), Resample(resampler, new float[inputLength]).Length);
        Assert.Equal((int)Math.Ceiling(inputLength * 441 / 160.0), new Resampler(16000, 44100).OutputLength(inputLength));
    }

    [Theory]
    [InlineData(44100, 16000)]
    [InlineData(16000, 44100)]
    [InlineData(44101, 16000)]
    public void A_constant_stays_constant_away_from_the_ends(int fromHz, int toHz)
    {
        var ones = Enumerable.Repeat(1f, Math.Max(fromHz, toHz)).ToArray();

        var output = Resample(new Resampler(fromHz, toHz), ones[..fromHz]);

        var away = toHz / 10;
        Close.Equal(ones.AsSpan(0, toHz)[away..^away], output.AsSpan(away..^away), 1e-5);
    }

    [Fact]
    public void Sums_and_multiples_come_through()
    {
        var resampler = new Resampler(44100, 16000);
        float[] a = Some.Noise(5000, seed: 2), b = Some.Noise(5000, seed: 3);

        var mixed = Resample(resampler, [.. a.Zip(b, (x, y) => 2 * x - y)]);

        var parts = Resample(resampler, a).Zip(Resample(resampler, b), (x, y) => 2 * x - y);
        Close.Equal(parts.ToArray(), mixed, 1e-5);
    }

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(7200, 7200)]
    public void Tones_below_the_new_limit_keep_their_strength_within_a_hundredth_of_a_decibel(double hz, double heardHz) =>
        Assert.Equal(0, 20 * Math.Log10(Strength(hz, heardHz) / 0.5), 0.01);

    [Theory]
    [InlineData(8800, 7200)]
    [InlineData(10000, 6000)]
    [InlineData(20000, 4000)]
    public void Tones_above_it_vanish_below_minus_120_decibels(double hz, double aliasHz) =>
        Assert.True(20 * Math.Log10(Strength(hz, aliasHz) / 0.5) < -120);

    [Fact]
    public void Equal_rates_give_the_same_buffer()
    {
        using var samples = new SampleBuffer(Some.Noise(100, seed: 4));

        Assert.Same(samples, new Resampler(16000, 16000).Resample(samples));
    }

    [Fact]
    public void Resampling_into_a_buffer_allocates_nothing()
    {
        var resampler = new Resampler(44100, 16000);
        var input = Some.Noise(44100, seed: 5);
        var output = new float[16000];
        resampler.Resample(input, output);

        GC.Collect(0); // leaves the thread no half-used buffer, whose rest would count as allocated at the next collection
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) resampler.Resample(input, output);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var resampler = new Resampler(44100, 16000);
        var inputs = Enumerable.Range(0, 16).Select(seed => Some.Noise(20_000 + seed, seed)).ToArray();
        var alone = inputs.Select(input => Resample(resampler, input)).ToArray();
        var together = new float[inputs.Length][];

        Parallel.For(0, inputs.Length, i => together[i] = Resample(resampler, inputs[i]));

        Assert.Equal(alone, together);
    }

    [Theory]
    [InlineData(0, 16000)]
    [InlineData(16000, 0)]
    [InlineData(-44100, 16000)]
    [InlineData(44100, int.MaxValue)]
    public void Absurd_rates_are_refused(int fromHz, int toHz) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(fromHz, toHz));

    [Theory]
    [InlineData(0, 0.99, 9.0)]
    [InlineData(16, 0.0, 9.0)]
    [InlineData(16, 1.1, 9.0)]
    [InlineData(16, double.NaN, 9.0)]
    [InlineData(16, 0.99, -1.0)]
    [InlineData(16, 0.99, double.NaN)]
    public void Options_that_make_no_filter_are_refused(int zeroCrossings, double rollOff, double beta) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new Resampler(44100, 16000, new ResamplerOptions { ZeroCrossings = zeroCrossings, RollOff = rollOff, KaiserBeta = beta }));

    [Fact]
    public void A_short_destination_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(44100, 16000).Resample(new float[441], new float[159]));

    private static float[] Resample(Resampler resampler, ReadOnlySpan<float> samples)
    {
        using var input = new SampleBuffer(samples);
        using var output = resampler.Resample(input);
        return output.Span.ToArray();
    }

    /// <summary>Strength of what a 44.1 kHz tone of amplitude 0.5 leaves at a frequency in 16 kHz audio.</summary>
    private static double Strength(double hz, double heardHz)
    {
        var output = Resample(new Resampler(44100, 16000), Some.Tone(hz, 44100, 44100));
        double cosine = 0, sine = 0;
        const int First = 4000, Count = 8000; // whole periods of every tone above
        for (var i = First; i < First + Count; i++)
        {
            cosine += output[i] * Math.Cos(2 * Math.PI * heardHz * i / 16000);
            sine += output[i] * Math.Sin(2 * Math.PI * heardHz * i / 16000);
        }

        return 2 * Math.Sqrt(cosine * cosine + sine * sine) / Count;
    }
}
