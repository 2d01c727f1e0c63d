using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

public sealed class ClipLogMelTests
{
    [Theory]
    [InlineData(20_000, 1)] // 1 s windows at 16 kHz: the last quarter is dropped
    [InlineData(32_000, 2)]
    public async Task An_encoder_of_waveforms_gets_the_samples_of_its_windows(int samples, int windows)
    {
        var clip = await ComputeAsync(Ramp(samples), Some.Encoder(input: new WaveformInput(16_000)));

        var waveform = Assert.Single(clip.Windows);
        Assert.Equal(16_000, waveform.Frames);
        Assert.Equal(Enumerable.Range(0, windows).Select(window => (float)window), waveform.StartSeconds);
        Assert.Equal(Ramp(samples)[..(windows * 16_000)], waveform.Values.SelectMany(values => values));
    }

    [Fact]
    public async Task A_short_waveform_is_padded_with_zeros_at_its_end()
    {
        var clip = await ComputeAsync(Ramp(100), Some.Encoder(input: new WaveformInput(16_000)));

        float[] expected = [.. Ramp(100), .. new float[15_900]];
        Assert.Equal(expected, clip.Windows.Single().Values.Single());
    }

    [Fact]
    public async Task Encoders_of_one_input_share_its_windows_and_others_have_their_own()
    {
        var clip = await ComputeAsync(Ramp(16_000), Some.Encoder("a"), Some.Encoder("b"), Some.Encoder("c", new WaveformInput(16_000)), Some.Encoder("d", new WaveformInput(16_000)));

        Assert.Same(clip.Windows[0], clip.Windows[1]);
        Assert.Same(clip.Windows[2], clip.Windows[3]);
        Assert.Equal([101, 16_000], new[] { clip.Windows[0].Frames, clip.Windows[2].Frames });
        Assert.Equal(101 * 80, clip.Windows[0].Values[0].Length);
    }

    private static async Task<ClipFeatures> ComputeAsync(float[] samples, params EncoderRun[] encoders)
    {
        var dataset = Some.Dataset("tones", "train", "test");
        var sets = await Task.WhenAll(encoders.Select(encoder => Some.SetAsync(encoder, dataset)));
        var job = new ClipJob(0, dataset.Clips[0], sets);
        return new ClipLogMel(seed: 0).Compute(new DecodedClip(job, default, new Dictionary<int, float[]> { [16_000] = samples }, samples.Length / 16_000.0, null));
    }

    private static float[] Ramp(int samples) => [.. Enumerable.Range(0, samples).Select(i => i / 32_768f)];
}
