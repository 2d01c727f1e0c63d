using Hares.Embed.Encoders;
using Hares.Embed.Encoders.Own;

namespace Hares.Embed.Tests.Encoders.Own;

public sealed class OnnxInputTests
{
    [Theory]
    [InlineData(new[] { -1 }, 1, new long[] { 100 })]
    [InlineData(new[] { -1, -1 }, 1, new long[] { 7, 100 })]
    [InlineData(new[] { -1, 1, -1 }, 1, new long[] { 7, 1, 100 })]
    [InlineData(new[] { -1, -1, -1 }, 1, new long[] { 7, 1, 100 })]
    [InlineData(new[] { -1, 64 }, 64, new long[] { 100, 64 })]
    [InlineData(new[] { 64, -1 }, 64, new long[] { 64, 100 })]
    [InlineData(new[] { -1, -1, 64 }, 64, new long[] { 7, 100, 64 })]
    [InlineData(new[] { -1, 64, -1 }, 64, new long[] { 7, 64, 100 })]
    [InlineData(new[] { -1, 1, -1, 64 }, 64, new long[] { 7, 1, 100, 64 })]
    [InlineData(new[] { -1, 1, 64, -1 }, 64, new long[] { 7, 1, 64, 100 })]
    [InlineData(new[] { -1, -1, -1 }, 64, new long[] { 7, 100, 64 })]
    [InlineData(new[] { -1, 64, 64 }, 64, new long[] { 7, 100, 64 })]
    public void The_axes_are_told_by_the_sizes_declared(int[] declared, int bands, long[] shape) =>
        Assert.Equal(shape, OnnxInput.Of(declared, bands).Shape(windows: 7, frames: 100));

    [Theory]
    [InlineData(new[] { -1, 16000 }, 1, 16000, true)]
    [InlineData(new[] { 1, 16000 }, 1, 16000, false)]
    [InlineData(new[] { 1, -1 }, 1, null, false)]
    [InlineData(new[] { 16000 }, 1, 16000, false)]
    [InlineData(new[] { -1, 1, 400 }, 1, 400, true)]
    [InlineData(new[] { -1, 1, 300, 80 }, 80, 300, true)]
    [InlineData(new[] { 1, 80, 300 }, 80, 300, false)]
    public void A_fixed_length_and_a_batch_of_one_are_kept(int[] declared, int bands, int? frames, bool takesBatches)
    {
        var input = OnnxInput.Of(declared, bands);
        Assert.Equal((frames, takesBatches), (input.FixedFrames, input.TakesBatches));
    }

    [Theory]
    [InlineData(
        new int[0],
        1,
        "its input is (); a waveform is (samples), (batch, samples) or (batch, 1, samples); if it takes log-mel, say \"input\": \"log-mel\".")]
    [InlineData(new[] { -1, 2, 16000 }, 1, "its input is (any, 2, 16000); a waveform is")]
    [InlineData(new[] { -1, 1, -1, -1 }, 1, "its input is (any, 1, any, any); a waveform is")]
    [InlineData(
        new[] { -1, -1, 80 },
        1,
        "its input is (any, any, 80), and windows of 80 samples are too short for sound, though 80 may well be mel bands; if it takes log-mel")]
    [InlineData(new[] { -1, 80 }, 1, "its input is (any, 80), and windows of 80 samples are too short")]
    [InlineData(new[] { -1, 1, 399 }, 1, "its input is (any, 1, 399), and windows of 399 samples are too short")]
    [InlineData(new[] { -1, -1, 16000 }, 1, "its input is (any, any, 16000); a waveform is")]
    [InlineData(
        new[] { -1, 300, 80 },
        1,
        "its input is (any, 300, 80); a waveform is (samples), (batch, samples) or (batch, 1, samples); if it takes log-mel")]
    [InlineData(new[] { 8, -1 }, 1, "a fixed batch of 8; export it with a dynamic first axis, or with 1.")]
    [InlineData(new[] { -1 }, 64, "its input is (any); log-mel is (frames, bands)")]
    [InlineData(new[] { -1, 3, -1, 64 }, 64, "its input is (any, 3, any, 64); log-mel is")]
    [InlineData(new[] { -1, -1, 80 }, 64, "its input is (any, any, 80), and neither of the last two is the 64 bands of the front end.")]
    [InlineData(new[] { -1, 300, -1 }, 64, "neither of the last two is the 64 bands")]
    public void An_input_that_is_neither_is_refused_with_its_sizes(int[] declared, int bands, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<EncoderException>(() => OnnxInput.Of(declared, bands)).Message);
}
