using Hares.Features.Tests.Support;

namespace Hares.Features.Tests;

public class LogMelTests
{
    private static readonly LogMel Hares = new(FrontEnds.Hares.LogMel);

    public static TheoryData<int> Lengths { get; } =
        [1, 2, 3, 100, 159, 160, 161, 199, 200, 201, 255, 256, 257, 399, 400, 401, 511, 512, 513, 1001, 15 * 160, 16 * 160, 5003];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Centred_frames_equal_the_definition_at_every_length(int samples)
    {
        var noise = Some.Noise(samples);
        Assert.Equal(1 + samples / 160, Hares.Frames(samples));
        Close.Absolute(new PlainLogMel(Hares.Options).Compute(noise), Some.LogMel(Hares, noise), 1e-4);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(399, 0)]
    [InlineData(400, 1)]
    [InlineData(559, 1)]
    [InlineData(560, 2)]
    [InlineData(400 + 15 * 160, 16)]
    [InlineData(400 + 16 * 160, 17)]
    public void Snipped_frames_equal_the_definition_at_every_length(int samples, int frames)
    {
        var logMel = new LogMel(FrontEnds.Kaldi.LogMel);
        var noise = Some.Noise(samples);
        Assert.Equal(frames, logMel.Frames(samples));
        Close.Absolute(new PlainLogMel(logMel.Options).Compute(noise), Some.LogMel(logMel, noise), 1e-3);
    }

    [Theory]
    [InlineData(1, 16, 1, 5)]
    [InlineData(15, 16, 7, 3)]
    [InlineData(33, 64, 50, 1)]
    [InlineData(255, 256, 300, 13)]
    [InlineData(2048, 2048, 512, 130)]
    public void Odd_settings_equal_the_definition(int window, int fft, int hop, int bands)
    {
        var logMel = new LogMel(new() { WindowSamples = window, FftSize = fft, HopSamples = hop, Bands = bands });
        var noise = Some.Noise(3001);
        Close.Absolute(new PlainLogMel(logMel.Options).Compute(noise), Some.LogMel(logMel, noise), 1e-4);
    }

    [Theory]
    [InlineData("hares", -13.815511f)]
    [InlineData("byol-a", -15.942385f)]
    [InlineData("panns", -100f)]
    [InlineData("kaldi", -15.942385f)]
    public void Silence_is_the_floor_everywhere(string preset, float floor)
    {
        var levels = Some.LogMel(new LogMel(FrontEnds.Named(preset).LogMel), new float[16_000]);
        Assert.All(levels, level => Assert.Equal(levels[0], level));
        Assert.Equal(floor, levels[0], 1e-5f);
    }

    [Fact]
    public void Silence_is_exactly_zero_after_standardising()
    {
        var levels = Some.LogMel(Hares, new float[16_000]);
        FrontEnds.Hares.Normalisation.Apply(levels);
        Assert.All(levels, level => Assert.Equal(0f, level));
    }

    [Theory]
    [InlineData(1e-40f)]
    [InlineData(1e-21f)]
    public void Samples_too_small_for_float_powers_are_silence(float amplitude)
    {
        var levels = Some.LogMel(Hares, Some.Noise(4_000, amplitude: amplitude));
        Close.Absolute(Some.LogMel(Hares, new float[4_000]), levels, 1e-6);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_sample_that_is_no_number_spoils_the_frames_that_see_it_and_no_others(float sample)
    {
        const int Position = 8_000;
        var noise = Some.Noise(16_000);
        var clean = Some.LogMel(Hares, noise);
        noise[Position] = sample;
        var spoilt = Some.LogMel(Hares, noise);
        for (var i = 0; i < clean.Length; i++)
        {
            // The window is zero at its first sample, which infinity times zero does not forgive.
            var start = i / 80 * 160 - 200;
            if (start <= Position && Position < start + 400)
                Assert.False(float.IsFinite(spoilt[i]));
            else
                Assert.Equal(clean[i], spoilt[i]);
        }
    }

    [Fact]
    public void A_frame_does_not_depend_on_the_lane_it_falls_into()
    {
        var noise = Some.Noise(16_000);
        var whole = Some.LogMel(Hares, noise).AsSpan();
        for (var skipped = 1; skipped <= 17; skipped++)
        {
            var later = Some.LogMel(Hares, noise.AsSpan(skipped * 160)).AsSpan();
            Assert.True(whole[((skipped + 2) * 80)..].SequenceEqual(later[(2 * 80)..]));
        }
    }

    [Fact]
    public void Threads_share_one_instance()
    {
        float[][] clips = [.. Enumerable.Range(0, 40).Select(seed => Some.Noise(1_000 + 137 * seed, seed))];
        float[][] expected = [.. clips.Select(clip => Some.LogMel(Hares, clip))];
        var actual = new float[clips.Length][];
        Parallel.For(0, clips.Length, i => actual[i] = Some.LogMel(Hares, clips[i]));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var logMel = new LogMel(FrontEnds.Hares.LogMel);
        var noise = Some.Noise(48_000);
        var levels = Some.LogMel(logMel, noise);
        FrontEnds.Hares.Normalisation.Apply(levels);

        GC.Collect(0); // leaves the thread no half-used buffer, whose rest would count as allocated at the next collection
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            logMel.Compute(noise, levels);
            FrontEnds.Hares.Normalisation.Apply(levels);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_lies_beyond_the_frames_stays_as_it_is()
    {
        var levels = Enumerable.Repeat(7f, 12 * 80 + 5).ToArray();
        Hares.Compute(Some.Noise(11 * 160), levels);
        Assert.All(levels[(12 * 80)..], level => Assert.Equal(7f, level));
        Assert.DoesNotContain(7f, levels[..(12 * 80)]);
    }

    [Fact]
    public void No_samples_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Hares.Frames(0));
        Assert.Throws<ArgumentException>(() => Hares.Compute([], new float[80]));
    }

    [Fact]
    public void Too_little_room_is_refused_with_the_numbers()
    {
        var error = Assert.Throws<ArgumentException>(() => Hares.Compute(new float[160], new float[159]));
        Assert.Contains("2 frames x 80 bands do not fit into 159 values", error.Message, StringComparison.Ordinal);
    }
}
