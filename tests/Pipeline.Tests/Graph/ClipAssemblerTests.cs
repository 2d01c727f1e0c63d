using Hares.Embed;
using Hares.Ingest.Audio;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

public class ClipAssemblerTests
{
    [Fact]
    public async Task A_clip_is_given_once_whole_with_its_windows_in_order()
    {
        var set = await Some.SetAsync(Some.Encoder(), Some.Dataset("tones", "train", "test"));
        var (long_, short_) = (Some.Clip(0, 3, set), Some.Clip(1, 1, set));
        var assembler = new ClipAssembler();

        Assert.Empty(assembler.Add(Batch(set, (long_, 2), (long_, 0))));
        var done = assembler.Add(Batch(set, (short_, 0), (long_, 1))).ToList();

        Assert.Equal(["1.wav", "0.wav"], done.Select(clip => clip.Clip!.Key.Clip));
        Assert.Equal([0, 1, 2], done[1].Clip!.Windows.Select(window => window.Embedding[1]));
        Assert.Equal([0, 1, 2], done[1].Clip!.Windows.Select(window => window.StartSeconds));
        Assert.All(done, clip => Assert.Null(clip.Skipped));
    }

    [Fact]
    public async Task A_clip_with_one_unusable_window_is_skipped_as_a_whole()
    {
        var set = await Some.SetAsync(Some.Encoder("net"), Some.Dataset("tones", "train", "test"));
        var clip = Some.Clip(0, 2, set);
        var batch = new WindowBatch(set.Encoder, 1, [new WindowSlot(clip, 0, 0), new WindowSlot(clip, 0, 1)]);

        var done = Assert.Single(new ClipAssembler().Add(new EmbeddedBatch(batch, [new([1, 2], null), new([], "gave NaN or infinity")])));

        Assert.Null(done.Clip);
        Assert.Equal(SkipReason.BadEmbedding, done.Skipped!.Reason);
        Assert.Contains("encoder net gave NaN or infinity for window 1", done.Skipped.Detail);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task A_clip_with_a_window_that_is_not_finite_is_skipped_whatever_the_network_makes_of_it(float value)
    {
        var set = await Some.SetAsync(Some.Encoder("net"), Some.Dataset("tones", "train", "test"));
        var clip = Some.Clip(0, 2, set);
        clip.Windows[0].Values[1][1] = value;
        var batch = new WindowBatch(set.Encoder, 1, [new WindowSlot(clip, 0, 0), new WindowSlot(clip, 0, 1)]);

        var done = Assert.Single(new ClipAssembler().Add(new EmbeddedBatch(batch, [new([1, 2], null), new([0, 0], null)])));

        Assert.Null(done.Clip);
        Assert.Equal(SkipReason.NotFinite, done.Skipped!.Reason);
        Assert.Contains("is so loud that window 1 overflows on its way to encoder net", done.Skipped.Detail);
    }

    [Fact]
    public async Task The_same_clip_is_assembled_for_each_of_its_sets()
    {
        var dataset = Some.Dataset("tones", "train", "test");
        var (one, two) = (await Some.SetAsync(Some.Encoder("one"), dataset), await Some.SetAsync(Some.Encoder("two"), dataset));
        var clip = Some.Clip(1, 2, one, two);
        var assembler = new ClipAssembler();

        Assert.Empty(assembler.Add(Batch(one, (clip, 0))));
        Assert.Equal("two", Assert.Single(assembler.Add(Batch(two, (clip, 0), (clip, 1)))).Set.Encoder.Name);
        Assert.Equal("one", Assert.Single(assembler.Add(Batch(one, (clip, 1)))).Set.Encoder.Name);
    }

    /// <summary>A batch whose embeddings are the windows' own log-mel.</summary>
    private static EmbeddedBatch Batch(EmbeddingSet set, params (ClipFeatures Clip, int Window)[] windows)
    {
        var slots = windows.Select(slot => new WindowSlot(slot.Clip, slot.Clip.Job.Sets.ToList().IndexOf(set), slot.Window)).ToList();
        return new EmbeddedBatch(new WindowBatch(set.Encoder, 1, slots), [.. slots.Select(slot => new EmbeddedWindow(slot.Values, null))]);
    }
}
