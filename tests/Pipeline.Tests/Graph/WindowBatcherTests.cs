using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

public class WindowBatcherTests
{
    [Fact]
    public async Task Windows_of_several_clips_fill_a_batch_and_a_long_clip_several()
    {
        var set = await Some.SetAsync(Some.Encoder(), Some.Dataset("tones", "train", "train", "test"));
        var batcher = new WindowBatcher((_, _) => 4);

        Assert.Empty(batcher.Add(Some.Clip(0, 3, set)));
        var batches = batcher.Add(Some.Clip(1, 6, set)).ToList();

        Assert.Equal(["0/0 0/1 0/2 1/0", "1/1 1/2 1/3 1/4"], batches.Select(Describe));
        Assert.Equal(["1/5"], batcher.Flush().Select(Describe));
        Assert.Empty(batcher.Flush());
    }

    [Fact]
    public async Task Every_encoder_has_batches_of_its_own()
    {
        var dataset = Some.Dataset("tones", "train", "test");
        var (one, two) = (await Some.SetAsync(Some.Encoder("one"), dataset), await Some.SetAsync(Some.Encoder("two"), dataset));

        var batches = new WindowBatcher((_, _) => 2).Add(Some.Clip(0, 2, one, two)).ToList();

        Assert.Equal(["one", "two"], batches.Select(batch => batch.Encoder.Name));
        Assert.All(batches, batch => Assert.Equal("0/0 0/1", Describe(batch)));
    }

    [Fact]
    public async Task A_batch_is_as_large_as_its_encoder_takes_windows_when_it_is_full()
    {
        var set = await Some.SetAsync(Some.Encoder("net"), Some.Dataset("tones", "train", "train", "test"));
        var size = 4;
        var batcher = new WindowBatcher((encoder, frames) =>
            (encoder.Name, frames) == ("net", 1) ? size : throw new ArgumentOutOfRangeException(nameof(frames)));

        Assert.Empty(batcher.Add(Some.Clip(0, 3, set)));
        size = 2; // half of a batch did not fit meanwhile

        Assert.Equal(["0/0 0/1 0/2 1/0", "1/1 1/2"], batcher.Add(Some.Clip(1, 3, set)).Select(Describe));
    }

    [Fact]
    public async Task A_clip_of_another_dataset_closes_what_is_open()
    {
        var encoder = Some.Encoder();
        var (first, second) = (
            await Some.SetAsync(encoder, Some.Dataset("one", "test")),
            await Some.SetAsync(encoder, Some.Dataset("two", "test", "train")));
        var batcher = new WindowBatcher((_, _) => 8);

        Assert.Empty(batcher.Add(Some.Clip(0, 3, first)));
        var closed = Assert.Single(batcher.Add(Some.Clip(1, 1, second)));

        Assert.Equal("0/0 0/1 0/2", Describe(closed));
        Assert.Equal(["1/0"], batcher.Flush().Select(Describe));
    }

    private static string Describe(WindowBatch batch) => string.Join(' ', batch.Slots.Select(slot => $"{slot.Values[0]}/{slot.Values[1]}"));
}
