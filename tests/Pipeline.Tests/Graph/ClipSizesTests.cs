using Hares.Pipeline.Graph;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Graph;

public class ClipSizesTests
{
    private const double WindowBytes = 100 * 80 * sizeof(float); // a second of front end "hares"

    [Theory]
    [InlineData(10, 10)]
    [InlineData(0.5, 1)] // a clip shorter than its window is padded to it
    public async Task A_clip_has_its_samples_and_its_windows_and_encoders_of_one_front_end_share_them(double seconds, double windows)
    {
        var dataset = Some.Dataset("tones", "train", "test");
        using var plan = ToDo(await Some.SetAsync(Some.Encoder("one"), dataset), await Some.SetAsync(Some.Encoder("two"), dataset));

        var sizes = ClipSizes.Of(plan, seconds);

        Assert.Equal(seconds * 48_000 * sizeof(float), sizes.Decoding);
        Assert.Equal(seconds * 16_000 * sizeof(float), sizes.Samples);
        Assert.Equal(windows * WindowBytes, sizes.LogMel);
        Assert.All(sizes.Windows, window => Assert.Equal(new WindowSizes(WindowBytes, Network: 0, IsOnGpu: false), window));
        Assert.Equal(2, sizes.OpenBatches);
    }

    [Fact]
    public async Task A_waveform_beside_log_mel_counts_its_own_rate_and_windows()
    {
        var dataset = Some.Dataset("tones", "train", "test");
        using var plan = ToDo(
            await Some.SetAsync(Some.Encoder("one"), dataset), await Some.SetAsync(Some.Encoder("two", new WaveformInput(32_000)), dataset));

        var sizes = ClipSizes.Of(plan, maxClipSeconds: 10);

        Assert.Equal(10 * (16_000 + 32_000) * sizeof(float), sizes.Samples);
        Assert.Equal(10 * (WindowBytes + 32_000 * sizeof(float)), sizes.LogMel);
        Assert.Equal([WindowBytes, 32_000 * sizeof(float)], sizes.Windows.Select(window => window.Batch));
    }

    [Fact]
    public async Task A_mixed_view_counts_the_clip_it_is_mixed_with_and_windows_of_its_own()
    {
        var dataset = Some.Dataset("tones", "train", "train", "test");
        EmbeddingSet[] sets =
        [
            await Some.SetAsync(Some.Encoder("one"), dataset),
            .. await Task.WhenAll(new[] { 1, 2 }.Select(view => Some.MixedSetAsync(Some.Encoder("one"), dataset, view)))
        ];
        using var plan = ToDo(sets);

        var sizes = ClipSizes.Of(plan, maxClipSeconds: 10);

        Assert.Equal(3 * 10 * 16_000 * sizeof(float), sizes.Samples);
        Assert.Equal(3 * 10 * WindowBytes, sizes.LogMel);
        Assert.Equal(10 * 48_000 * sizeof(float), sizes.Decoding);
    }

    [Fact]
    public async Task Of_several_datasets_the_one_whose_clips_take_most_counts_and_what_its_owners_publish_limits_them()
    {
        var (brief, free) = (Some.Dataset("brief", "train", "test") with { MaxClipSeconds = 2 }, Some.Dataset("free", "train", "test"));
        EmbeddingSet[] views = await Task.WhenAll(Enumerable.Range(0, 4).Select(view => Some.SetAsync(Some.Encoder(), brief, view)));
        using var both = ToDo([.. views, await Some.SetAsync(Some.Encoder(), free)]);
        using var alone = ToDo(views);

        Assert.Equal((10, 10 * WindowBytes), (ClipSizes.Of(both, maxClipSeconds: 10).Seconds, ClipSizes.Of(both, maxClipSeconds: 10).LogMel));
        Assert.Equal((2, 4 * 2 * WindowBytes), (ClipSizes.Of(alone, maxClipSeconds: 10).Seconds, ClipSizes.Of(alone, maxClipSeconds: 10).LogMel));
    }

    [Fact]
    public async Task What_is_cached_already_takes_nothing()
    {
        var dataset = Some.Dataset("tones", "train", "test");
        var cached = await Some.SetAsync(Some.Encoder("cached", new WaveformInput(32_000)), dataset);
        using var plan = new EmbeddingPlan([cached, .. ToDo(await Some.SetAsync(Some.Encoder("new"), dataset)).Sets]);
        using var all = new EmbeddingPlan([cached]);

        Assert.Equal(10 * 16_000 * sizeof(float), ClipSizes.Of(plan, maxClipSeconds: 10).Samples);
        Assert.Equal(ClipSizes.None, ClipSizes.Of(all, maxClipSeconds: 10));
    }

    private static EmbeddingPlan ToDo(params EmbeddingSet[] sets)
    {
        foreach (var set in sets.Where(set => set.Planned == 0)) set.Schedule(0);
        return new EmbeddingPlan(sets);
    }
}
