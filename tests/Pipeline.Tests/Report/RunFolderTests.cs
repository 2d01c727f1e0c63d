using Hares.Pipeline.Report;
using Hares.Pipeline.Tests.Support;

namespace Hares.Pipeline.Tests.Report;

public class RunFolderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Two_runs_within_a_second_get_two_folders_and_latest_points_to_the_one_marked_last()
    {
        using var runs = new TemporaryFolder();

        var first = RunFolder.Create(runs.Path, "mini", Noon);
        var second = RunFolder.Create(runs.Path, "mini", Noon);
        first.MarkLatest();
        second.MarkLatest();

        Assert.Equal(runs.File("mini/20260102T120000Z"), first.Path);
        Assert.Equal(runs.File("mini/20260102T120000Z-2"), second.Path);
        Assert.Equal("20260102T120000Z-2", new FileInfo(runs.File("mini/latest")).LinkTarget);
    }
}
