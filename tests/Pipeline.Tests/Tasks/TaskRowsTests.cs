using Hares.Ingest.Datasets;
using Hares.Pipeline.Graph;
using Hares.Pipeline.Tasks;
using Hares.Pipeline.Tests.Support;
using Hares.Probe;

namespace Hares.Pipeline.Tests.Tasks;

public class TaskRowsTests
{
    private const int Views = 6;

    private readonly Dataset _dataset = Some.Dataset("tones", "test", "train", "train", "train", "test");

    [Fact]
    public async Task Rows_of_mixed_views_name_the_partner_by_its_place_among_the_tasks_clips()
    {
        var job = await JobAsync(mixed: true, windows: 2);
        int[] clips = [1, 2, 3, 4]; // the first could not be used

        var rows = new TaskRows(job, clips);

        Assert.Equal([0, 2, 4, 6, 8], rows.First);
        Assert.Equal([8, 8 + 2 * Views, 8 + 4 * Views, 8 + 6 * Views, 8 + 6 * Views], rows.Augmented!);
        Assert.Equal(0, rows.ViewsLeftOut);
        var expected =
            from clip in new[] { 1, 2, 3 }
            from view in Enumerable.Range(1, Views)
            from window in new[] { 0, 1 }
            select Mixture(job, clip, view, clips);
        Assert.Equal(expected, rows.Mixtures);
        Assert.All(rows.Mixtures!, mixture => Assert.InRange(mixture.Clip, 0, 2));
    }

    [Fact]
    public async Task A_view_is_left_out_when_it_or_its_partner_cannot_teach()
    {
        var job = await JobAsync(mixed: true, windows: 1, lacking: (Clip: 1, View: 2));
        int[] clips = [0, 1, 2, 4]; // clip 3 could not be used

        var rows = new TaskRows(job, clips);

        var kept = (from clip in new[] { 1, 2 }
                    from view in Enumerable.Range(1, Views)
                    where (clip, view) != (1, 2) && job.Views[view - 1].Partner(clip) != 3
                    select Mixture(job, clip, view, clips)).ToList();
        Assert.InRange(kept.Count, 1, 2 * Views - 2);
        Assert.Equal(kept, rows.Mixtures);
        Assert.Equal(4 + kept.Count, rows.Augmented![^1]);
        Assert.Equal(2 * Views - kept.Count, rows.ViewsLeftOut);
    }

    [Fact]
    public async Task Views_that_are_not_mixed_have_rows_and_no_mixtures()
    {
        var rows = new TaskRows(await JobAsync(mixed: false, windows: 1, lacking: (Clip: 3, View: 1)), [0, 1, 2, 3, 4]);

        Assert.Null(rows.Mixtures);
        Assert.Equal(5 + 3 * Views - 1, rows.Augmented![^1]);
        Assert.Equal(1, rows.ViewsLeftOut);
    }

    private static Mixture Mixture(ProbeJob job, int clip, int view, int[] clips)
    {
        var (partner, share) = job.Task.Partners!.Of(clip, view);
        return new Mixture(Array.IndexOf(clips, partner), share);
    }

    private async Task<ProbeJob> JobAsync(bool mixed, int windows, (int Clip, int View) lacking = default)
    {
        var encoder = Some.Encoder();
        var set = await Some.SetAsync(encoder, _dataset);
        var views = await Task.WhenAll(
            Enumerable.Range(1, Views).Select(view => mixed ? Some.MixedSetAsync(encoder, _dataset, view) : Some.SetAsync(encoder, _dataset, view)));
        for (var clip = 0; clip < 5; clip++) set.Reuse(clip, windows);
        foreach (var view in views)
            foreach (var clip in new[] { 1, 2, 3 })
                if ((clip, view.View) != lacking) view.Reuse(clip, windows);
        var task = new RunTask(TaskCatalogue.Find("audioset"), _dataset, [_dataset.Labels["kind"]], [0, 1, 2, 3, 4], Views)
        {
            Partners = views[0].Partners
        };
        return new ProbeJob(set.Encoder, set, views, task);
    }
}
