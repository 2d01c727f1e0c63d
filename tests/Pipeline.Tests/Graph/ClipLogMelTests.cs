using Hares.Ingest.Audio;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;
using SourceStamp = Hares.Embed.Cache.SourceStamp;

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
        var clip = await ComputeAsync(
            Ramp(16_000),
            Some.Encoder("a"),
            Some.Encoder("b"),
            Some.Encoder("c", new WaveformInput(16_000)),
            Some.Encoder("d", new WaveformInput(16_000)));

        Assert.Same(clip.Windows[0], clip.Windows[1]);
        Assert.Same(clip.Windows[2], clip.Windows[3]);
        Assert.Equal([101, 16_000], new[] { clip.Windows[0].Frames, clip.Windows[2].Frames });
        Assert.Equal(101 * 80, clip.Windows[0].Values[0].Length);
    }

    [Fact]
    public async Task A_mixed_view_has_the_windows_and_the_source_of_both_clips()
    {
        var dataset = Some.Dataset("tones", "train", "train");
        var waveform = Some.Encoder(input: new WaveformInput(16_000));
        EmbeddingSet[] sets =
        [
            await Some.SetAsync(waveform, dataset),
            await Some.SetAsync(waveform, dataset, view: 2),
            await Some.MixedSetAsync(waveform, dataset, view: 2)
        ];
        var other = Decoded(dataset, 1, Ramp(20_000), source: new SourceStamp(5, 6, 7), sets[2]);

        var clip = new ClipLogMel(seed: 0)
            .Compute(
                Decoded(dataset, 0, Ramp(16_000), new SourceStamp(1, 2, 3), sets) with
                {
                    Partners = new Dictionary<int, DecodedClip> { [1] = other }
                });

        Assert.Empty(clip.Skipped);
        Assert.Equal(Ramp(16_000), clip.Windows[0].Values.Single());
        Assert.Equal(AugmentedView.Of(Ramp(16_000), 16_000, 1, 0, "0.wav", 2), clip.Windows[1].Values.Single());
        Assert.Equal(MixedView.Of(Ramp(16_000), Ramp(20_000), 16_000, 1, 0, "0.wav", 2), clip.Windows[2].Values.Single());
        Assert.Equal(
            [new SourceStamp(1, 2, 3), new SourceStamp(1, 2, 3), MixedSource.Of(new SourceStamp(1, 2, 3), new SourceStamp(5, 6, 7))],
            clip.Sources);
    }

    [Fact]
    public async Task A_view_that_is_mixed_with_a_clip_without_audio_is_left_out_and_the_others_are_not()
    {
        var dataset = Some.Dataset("tones", "train", "train", "train");
        var waveform = Some.Encoder(input: new WaveformInput(16_000));
        EmbeddingSet[] sets =
        [
            await Some.SetAsync(waveform, dataset),
            .. await Task.WhenAll(Enumerable.Range(1, 8).Select(view => Some.MixedSetAsync(waveform, dataset, view)))
        ];
        var bad = Decoded(dataset, 1, [], default, sets) with { Skipped = new Skipped(SkipReason.Damaged, "broken.") };
        var good = Decoded(dataset, 2, Ramp(16_000), default, sets);

        var clip = new ClipLogMel(seed: 0)
            .Compute(Decoded(dataset, 0, Ramp(16_000), default, sets) with { Partners = new Dictionary<int, DecodedClip> { [1] = bad, [2] = good } });

        var skipped = Assert.Single(clip.Skipped);
        Assert.Equal((0, "broken."), (skipped.Job.Index, skipped.Why.Detail));
        Assert.InRange(skipped.Job.Sets.Count, 1, 7);
        Assert.All(skipped.Job.Sets, set => Assert.Equal(1, set.Partner(0)));
        Assert.Equal(sets.Except(skipped.Job.Sets), clip.Job.Sets);
        Assert.Equal((clip.Job.Sets.Count, clip.Job.Sets.Count), (clip.Windows.Count, clip.Sources.Count));
    }

    [Fact]
    public async Task A_clip_without_audio_has_windows_in_no_set()
    {
        var dataset = Some.Dataset("tones", "train", "train");
        EmbeddingSet[] sets = [await Some.SetAsync(Some.Encoder(), dataset), await Some.MixedSetAsync(Some.Encoder(), dataset, view: 1)];

        var clip = new ClipLogMel(seed: 0)
            .Compute(Decoded(dataset, 0, [], default, sets) with { Skipped = new Skipped(SkipReason.Damaged, "broken.") });

        Assert.Empty(clip.Windows);
        Assert.Empty(clip.Job.Sets);
        Assert.Equal(sets, Assert.Single(clip.Skipped).Job.Sets);
    }

    private static DecodedClip Decoded(Dataset dataset, int place, float[] samples, SourceStamp source, params EmbeddingSet[] sets) => new(
        new ClipJob(place, dataset.Clips[place], sets),
        source,
        new Dictionary<int, SampleBuffer> { [16_000] = new(samples) },
        samples.Length / 16_000.0,
        null);

    private static async Task<ClipFeatures> ComputeAsync(float[] samples, params EncoderRun[] encoders)
    {
        var dataset = Some.Dataset("tones", "train", "test");
        var sets = await Task.WhenAll(encoders.Select(encoder => Some.SetAsync(encoder, dataset)));
        return new ClipLogMel(seed: 0).Compute(Decoded(dataset, 0, samples, default, sets));
    }

    private static float[] Ramp(int samples) => [.. Enumerable.Range(0, samples).Select(i => i / 32_768f)];
}
