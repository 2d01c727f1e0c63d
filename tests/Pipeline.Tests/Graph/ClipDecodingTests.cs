using Hares.Ingest.Audio;
using Hares.Ingest.Clips;
using Hares.Ingest.Datasets;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

public sealed class ClipDecodingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClipDecoding _decoding = new(maxClipSeconds: 600);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stretches_of_one_file_carry_its_stamp_until_it_changes()
    {
        var set = await Some.SetAsync(Some.Encoder(), Some.Dataset("tones", "train", "test"));
        var path = _folder.File("long.wav");
        File.WriteAllBytes(path, ToneCorpus.Wav(ToneCorpus.Tone(0, 2)));

        var (first, second) = (Decode(0), Decode(1));
        File.WriteAllBytes(path, ToneCorpus.Wav(ToneCorpus.Tone(1, 2.5)));
        var changed = Decode(1);

        Assert.Equal(first.Source, second.Source);
        Assert.NotEqual(first.Samples[16_000].Span.ToArray(), second.Samples[16_000].Span.ToArray());
        Assert.NotEqual(first.Source.Audio, changed.Source.Audio);
        Assert.Equal(AudioFile.Hash(path, TestContext.Current.CancellationToken), changed.Source.Audio);

        DecodedClip Decode(double start) => Decoded(new ClipJob(0, new Clip($"long.wav#{start}+1", path, start, 1), [set]));
    }

    [Fact]
    public async Task A_file_longer_than_any_clip_its_dataset_can_have_is_skipped()
    {
        var path = _folder.File("long.wav");
        File.WriteAllBytes(path, ToneCorpus.Wav(ToneCorpus.Tone(0, 2.5)));
        var dataset = Some.Dataset("tones", "train", "test");

        Assert.Null((await DecodeAsync(dataset)).Skipped);
        Assert.Null((await DecodeAsync(dataset with { MaxClipSeconds = 3 })).Skipped);
        Assert.Equal(SkipReason.TooLong, (await DecodeAsync(dataset with { MaxClipSeconds = 2 })).Skipped!.Reason);

        async Task<DecodedClip> DecodeAsync(Dataset of) =>
            Decoded(new ClipJob(0, new Clip("long.wav", path), [await Some.SetAsync(Some.Encoder(), of)]));
    }

    [Fact]
    public async Task A_clip_that_cannot_be_decoded_goes_on_with_its_reason_and_no_samples()
    {
        var set = await Some.SetAsync(Some.Encoder(), Some.Dataset("tones", "train", "test"));

        var clip = Decoded(new ClipJob(0, new Clip("none.wav", _folder.File("none.wav")), [set]));

        Assert.Equal(SkipReason.Missing, clip.Skipped!.Reason);
        Assert.Empty(clip.Samples);
        Assert.Equal(default, clip.Source);
    }

    [Fact]
    public async Task Whom_a_clip_is_mixed_with_is_decoded_beside_it_at_the_rates_of_the_sets_that_want_it()
    {
        var (dataset, files) = Files(["train", "train"], 0, 1);
        var mixed = await Some.MixedSetAsync(Some.Encoder("two", new WaveformInput(8_000)), dataset, view: 1);

        var clip = Decoded(new ClipJob(0, files[0], [await Some.SetAsync(Some.Encoder(), dataset), mixed]));

        var (place, partner) = Assert.Single(clip.Partners);
        Assert.Equal((1, files[1]), (place, partner.Job.Clip));
        Assert.Equal([8_000], partner.Samples.Keys);
        Assert.Equal([8_000, 16_000], clip.Samples.Keys.Order());
        Assert.Equal(AudioFile.Hash(files[1].Path, TestContext.Current.CancellationToken), partner.Source.Audio);
        Assert.Equal(MixedSource.Of(clip.Source, partner.Source), clip.SourceOf(mixed));

        clip.Dispose();
        Assert.All([clip, partner], decoded => Assert.All(decoded.Samples.Values, AssertDisposed));

        static void AssertDisposed(SampleBuffer samples) => Assert.Throws<ObjectDisposedException>(() => samples.Span.Length);
    }

    [Fact]
    public async Task A_clip_that_is_mixed_with_one_that_cannot_be_decoded_is_decoded_all_the_same()
    {
        var (dataset, files) = Files(["train", "train"], 0);

        var clip = Decoded(new ClipJob(0, files[0], [await Some.MixedSetAsync(Some.Encoder(), dataset, view: 1)]));

        Assert.Null(clip.Skipped);
        Assert.Equal(SkipReason.Missing, clip.Partners[1].Skipped!.Reason);
    }

    [Fact]
    public async Task A_clip_is_resampled_to_the_rate_of_every_encoder()
    {
        var dataset = Some.Dataset("tones", "train", "test");
        EmbeddingSet[] sets =
        [
            await Some.SetAsync(Some.Encoder(), dataset),
            await Some.SetAsync(Some.Encoder("two", new WaveformInput(8_000)), dataset)
        ];
        var path = _folder.File("tone.wav");
        File.WriteAllBytes(path, ToneCorpus.Wav(ToneCorpus.Tone(0, 2)));

        var clip = Decoded(new ClipJob(0, new Clip("tone", path), sets));

        Assert.Equal([8_000, 16_000], clip.Samples.Keys.Order());
        Assert.Equal(clip.Samples[16_000].Length, 2 * clip.Samples[8_000].Length);
    }

    /// <summary>A dataset whose clips lie in the folder, those that are named.</summary>
    private (Dataset Dataset, IReadOnlyList<Clip> Clips) Files(string[] partitions, params int[] there)
    {
        foreach (var clip in there) File.WriteAllBytes(_folder.File($"{clip}.wav"), ToneCorpus.Wav(ToneCorpus.Tone(clip, 1)));
        var dataset = Some.Dataset("tones", partitions);
        IReadOnlyList<Clip> clips = [.. dataset.Clips.Select(clip => clip with { Path = _folder.File(clip.Id) })];
        return (dataset with { Clips = clips }, clips);
    }

    private DecodedClip Decoded(ClipJob job) => _decoding.Decode(job, TestContext.Current.CancellationToken);
}
