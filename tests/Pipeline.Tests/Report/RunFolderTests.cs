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

    [Fact]
    public async Task Whoever_looks_at_latest_while_it_changes_finds_one_run_or_the_other()
    {
        using var runs = new TemporaryFolder();
        var (first, second) = (RunFolder.Create(runs.Path, "mini", Noon), RunFolder.Create(runs.Path, "mini", Noon));
        first.MarkLatest();
        using var marked = new CancellationTokenSource();

        var looking = Task.Run(() => Looks(runs.File("mini/latest"), marked.Token).Distinct().ToList(), TestContext.Current.CancellationToken);
        for (var i = 0; i < 2_000; i++) (i % 2 == 0 ? second : first).MarkLatest();
        await marked.CancelAsync();

        Assert.Empty((await looking).Except(["20260102T120000Z", "20260102T120000Z-2"]));
        Assert.Equal(
            ["mini/20260102T120000Z", "mini/20260102T120000Z-2", "mini/latest"],
            Directory.GetFileSystemEntries(runs.File("mini")).Select(path => Path.GetRelativePath(runs.Path, path)).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(first.Path).Concat(Directory.EnumerateFileSystemEntries(second.Path)));
    }

    private static IEnumerable<string?> Looks(string link, CancellationToken until)
    {
        while (!until.IsCancellationRequested) yield return new FileInfo(link).LinkTarget;
    }
}
